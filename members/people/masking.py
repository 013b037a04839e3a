"""Personal data as whoever does not need it sees it. Pure functions on text."""

import re

MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d)\d{4}(\d{4})")
LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))(\d{2})\d{3,4}(\d{2})")
HIDDEN = "****"


def mask_phone(phone: str) -> str:
    """138****1234, 021-57****40; anything else keeps its last two characters at most.

    An extension is left out. Nothing that was not there is shown, and four digits never are.
    """
    number = re.split(r"[转xX#]|分机", phone)[0]
    digits = re.sub(r"[^\d+]", "", number)
    if not phone.strip():
        return ""
    if mobile := MOBILE.fullmatch(digits):
        return f"{mobile[1]}{HIDDEN}{mobile[2]}"
    if landline := LANDLINE.match(digits):
        return f"{landline[1]}-{landline[2]}{HIDDEN}{landline[3]}"
    return f"{HIDDEN}{digits[-2:]}" if len(digits) > 6 else HIDDEN


def mask_name(name: str) -> str:
    """The first character and stars: 张*."""
    text = name.strip()
    return f"{text[:1]}{'*' * max(1, len(text) - 1)}" if text else ""


def mask_contact(text: str) -> str:
    """A cell with both: the first character of the name, and the numbers as `mask_phone` shows them."""
    shown = re.sub(r"[+\d][\d\-() 转xX#]{5,}\d", lambda found: mask_phone(found[0]), text.strip())
    name = re.match(r"[^\d*+()（）:：]*", shown)
    words = name[0] if name else ""
    return mask_name(words) + shown[len(words) :]
