"""What an upload is, by its content; its name and what the browser says about it do not count."""

from dataclasses import dataclass
from typing import BinaryIO

import filetype

from portal.files import refusals
from portal.files.images import FORMATS
from portal.files.models import StoredFile
from portal.files.office import office_kind

MEGABYTE = 1024 * 1024
Kind = StoredFile.Kind
LIMITS = {Kind.IMAGE: 10, Kind.PDF: 20, Kind.DOCX: 20, Kind.XLSX: 20}
"""In megabytes."""

HEAD = 8192
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
OFFICE_TYPES = {ending[1:]: media_type for media_type, ending in ENDINGS.items()}


@dataclass(frozen=True)
class Nature:
    """What a file turned out to be."""

    kind: Kind
    media_type: str

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]


def nature_of(upload: BinaryIO, *, size: int) -> Nature:
    """Kind and media type of an upload of `size` bytes. Raises FileRefused when it is not one we take."""
    if size == 0:
        raise refusals.empty()
    if size > max(LIMITS.values()) * MEGABYTE:
        raise refusals.too_big(max(LIMITS.values()))
    nature = _by_content(upload)
    upload.seek(0)
    if size > LIMITS[nature.kind] * MEGABYTE:
        raise refusals.too_big(LIMITS[nature.kind])
    return nature


def _by_content(upload: BinaryIO) -> Nature:
    upload.seek(0)
    head = upload.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        kind = office_kind(upload)
        return Nature(Kind(kind), OFFICE_TYPES[kind])
    media_type = filetype.guess_mime(head)
    if media_type in FORMATS:
        return Nature(Kind.IMAGE, media_type)
    if media_type == "application/pdf":
        return Nature(Kind.PDF, media_type)
    raise refusals.heic() if media_type in ("image/heic", "image/heif") else refusals.unknown_type()
