"""Looks into Word and Excel files without unpacking them."""

from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from portal.files import refusals

MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 1000
CONTENTS = "[Content_Types].xml"
MAX_CONTENTS = 1024 * 1024
MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
}


def office_kind(upload: BinaryIO) -> str:
    """ "docx" or "xlsx", by what the package says it holds.

    Raises FileRefused for other archives, broken ones, bombs, and files that carry macros.
    """
    try:
        with ZipFile(upload) as package:
            check_unpacked_size(package)
            return _kind_of(package)
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refusals.broken() from error


def check_unpacked_size(package: ZipFile) -> None:
    """Refuse, by the archive's own list, what would take 50 MB, 100 times its size, or 1,000 entries."""
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > min(MAX_UNPACKED, MAX_RATIO * max(packed, 1)):
        raise refusals.unpacks_too_big()


def _kind_of(package: ZipFile) -> str:
    names = package.namelist()
    if CONTENTS not in names:
        raise refusals.unknown_type()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refusals.has_macros()
    if package.getinfo(CONTENTS).file_size > MAX_CONTENTS:
        raise refusals.unpacks_too_big()
    contents = package.read(CONTENTS)
    kinds = [kind for part, kind in MAIN_PARTS.items() if part in contents]
    if len(kinds) != 1:
        raise refusals.unknown_type()
    return kinds[0]
