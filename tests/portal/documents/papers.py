"""Word files for tests: made, and opened again."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from portal.documents.layout import add_text, new_paper


def paper_with(*lines: str) -> bytes:
    paper, target = new_paper(), BytesIO()
    for line in lines:
        add_text(paper, line)
    paper.save(target)
    return target.getvalue()


def upload_of(content: bytes, name: str = "模板.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def opened(content: bytes) -> Document:
    return Document(BytesIO(content))


def text_of(content: bytes) -> str:
    paper = opened(content)
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])
