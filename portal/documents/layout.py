"""Word documents laid out after GB/T 9704-2012, the format of party and government papers.

A4, upper margin 37 mm, binding margin 28 mm, text 156 × 225 mm; title in size 2, text in size 3 with a line
pitch of 28 points. Fonts are named, not shipped: an office's computers have them, others show their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE_FONT, TEXT_FONT, LEVEL_1_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体"
LATIN_FONT = "Times New Roman"
SIZE_2, SIZE_3, SIZE_4, TABLE_SIZE = Pt(22), Pt(16), Pt(14), Pt(12)
LINE = Pt(28)
PAPER_WIDTH, PAPER_HEIGHT = Mm(210), Mm(297)
TOP, LEFT, TEXT_WIDTH, TEXT_HEIGHT = Mm(37), Mm(28), Mm(156), Mm(225)
TWO_CHARACTERS = SIZE_3 * 2


def new_paper() -> Paper:
    """An empty paper with margins, fonts and page numbers set."""
    paper = Document()
    for paragraph in list(paper.paragraphs):
        paragraph._element.getparent().remove(paragraph._element)
    section = paper.sections[0]
    section.page_width, section.page_height = PAPER_WIDTH, PAPER_HEIGHT
    section.top_margin, section.left_margin = TOP, LEFT
    section.right_margin = Mm(210 - 28 - 156)
    section.bottom_margin = Mm(297 - 37 - 225)
    section.footer_distance = Mm(28)
    _set_fonts(paper.styles["Normal"], TEXT_FONT)
    paper.styles["Normal"].font.size = SIZE_3
    _number_pages(section.footer.paragraphs[0])
    return paper


def add_title(paper: Paper, text: str) -> Paragraph:
    return _line(paper, text, font=TITLE_FONT, size=SIZE_2, centred=True, space_after=LINE)


def add_level_1(paper: Paper, text: str) -> Paragraph:
    """一、…"""
    return _line(paper, text, font=LEVEL_1_FONT, indent=True)


def add_text(paper: Paper, text: str, *, indent: bool = True) -> Paragraph:
    return _line(paper, text, indent=indent)


def add_signature(paper: Paper, *lines: str) -> None:
    """Who signs and the day, at the right, four characters from the edge."""
    for text in lines:
        line = _line(paper, text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = SIZE_3 * 4


def add_table(
    paper: Paper, headers: Sequence[str], rows: Iterable[Sequence[Any]], *, widths: Sequence[int] = ()
) -> Any:
    """A ruled table whose header comes again on each page; `widths` in mm, together 156 at most."""
    table = paper.add_table(rows=1, cols=len(headers))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    _fill(table.rows[0].cells, headers, font=LEVEL_1_FONT, centred=True)
    _repeat(table.rows[0])
    for values in rows:
        _fill(table.add_row().cells, values, font=TEXT_FONT)
    table.autofit = not widths
    for at, width in enumerate(widths):
        table.columns[at].width = Mm(width)
        for cell in table.columns[at].cells:
            cell.width = Mm(width)
    return table


def add_rows(paper: Paper, name: str, columns: Mapping[str, str], *, widths: Sequence[int] = ()) -> Any:
    """A table that a template fills: one row for each of the list `name`; `columns`: key → header."""
    blank = [""] * (len(columns) - 1)
    each = [f"{{{{ row.{key} }}}}" for key in columns]
    rows = [[f"{{%tr for row in {name} %}}", *blank], each, ["{%tr endfor %}", *blank]]
    return add_table(paper, list(columns.values()), rows, widths=widths)


def _line(
    paper: Paper,
    text: str,
    *,
    font: str = TEXT_FONT,
    size: Pt = SIZE_3,
    centred: bool = False,
    indent: bool = False,
    space_after: Pt | None = None,
) -> Paragraph:
    line = paper.add_paragraph()
    _write(line, text, font, size)
    shape = line.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    shape.space_before, shape.space_after = Pt(0), space_after or Pt(0)
    shape.first_line_indent = TWO_CHARACTERS if indent else None
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    return line


def _fill(cells: Sequence[Any], values: Sequence[Any], *, font: str, centred: bool = False) -> None:
    for cell, value in zip(cells, values, strict=True):
        line = cell.paragraphs[0]
        _write(line, "" if value is None else str(value), font, TABLE_SIZE)
        line.paragraph_format.space_after = Pt(0)
        if centred:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _write(line: Paragraph, text: str, font: str, size: Pt) -> Run:
    run = line.add_run(text)
    run.font.size = size
    _set_fonts(run, font)
    return run


def _set_fonts(holder: Any, font: str) -> None:
    """Word keeps the font of Chinese letters apart from that of Latin ones."""
    holder.font.name = LATIN_FONT
    holder.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _number_pages(line: Paragraph) -> None:
    """— 1 — at the foot, in size 4."""
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(line, "— ", TEXT_FONT, SIZE_4)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)
    _write(line, " —", TEXT_FONT, SIZE_4)
