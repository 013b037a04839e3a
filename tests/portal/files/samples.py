"""Uploads made on the spot, good and bad."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)
GPS, ORIENTATION, DEVICE = 0x8825, 0x0112, 0x0110
TURN_RIGHT = 6


def upload(content: bytes, name: str = "现场.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def photo(picture_format: str = "JPEG", *, size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    """A photo that was taken with the phone on its side, and says where and with what."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[DEVICE] = TURN_RIGHT, "SECRET-PHONE"
    exif.get_ifd(GPS)[1] = "N"
    written = BytesIO()
    image = Image.new(mode, size)
    image.info["comment"] = b"SECRET-COMMENT"
    image.save(written, picture_format, exif=exif.tobytes(), comment=b"SECRET-COMMENT")
    return written.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header announces a huge picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def xlsx() -> bytes:
    written = BytesIO()
    Workbook().save(written)
    return written.getvalue()


def package(entries: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return written.getvalue()


def docx(extra: dict[str, bytes] | None = None) -> bytes:
    contents = f'<Types><Override ContentType="{WORD}"/></Types>'.encode()
    return package({"[Content_Types].xml": contents, "word/document.xml": b"<w/>"} | (extra or {}))
