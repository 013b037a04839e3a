"""Scans for the demo: one page of PDF with Chinese lines and the red frame of a stamp."""

from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
    "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor "
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
    "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >> ] >>"
)
"""A Chinese font of the standard, not embedded: browsers and Acrobat show it, poppler with its data."""

LEFT, TOP, LINE = 72, 760, 30
STAMP = "0.8 0 0 RG 2.5 w 390 150 110 110 re S"


def scan_of(title: str, lines: Sequence[str]) -> UploadedFile:
    """A page as an upload: the title, the lines, the stamp."""
    content = _pdf([title, "", *lines])
    return UploadedFile(ContentFile(content), f"{title}.pdf", "application/pdf", len(content))


def _pdf(lines: Sequence[str]) -> bytes:
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    page = f"BT /F 16 Tf {LINE} TL {LEFT} {TOP} Td {shown} ET {STAMP}"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        FONT,
    ]
    written, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    entries = "".join(f"{place:010d} 00000 n \n" for place in places)
    size, start = len(objects) + 1, len(written)
    table = f"xref\n0 {size}\n0000000000 65535 f \n{entries}"
    return f"{written}{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
