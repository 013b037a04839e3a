"""Names of files that every system takes, Windows being the strictest. Pure functions on text."""

import re
import unicodedata

LONGEST = 180
"""Bytes of a name in UTF-8: Linux takes 255, and Windows 260 characters for the whole path."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_name(stem: str, ending: str) -> str:
    """`stem.ending` without what a system refuses; long stems are cut."""
    text = unicodedata.normalize("NFC", stem)
    visible = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    plain = " ".join(_FORBIDDEN.sub("_", visible).split()).strip(". ")
    cut = plain.encode()[: LONGEST - len(ending.encode()) - 1].decode(errors="ignore").strip(". ")
    named = cut or "未命名"
    return f"{'_' if _DEVICE.match(named) else ''}{named}.{ending}"


def unused(name: str, used: set[str]) -> str:
    """The name, with a number where it is taken whatever its capitals; it is added to `used`."""
    stem, ending = name.rsplit(".", 1)
    found, ordinal = name, 2
    while found.casefold() in used:
        found, ordinal = f"{stem} ({ordinal}).{ending}", ordinal + 1
    used.add(found.casefold())
    return found
