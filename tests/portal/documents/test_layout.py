"""Papers are laid out after GB/T 9704."""

from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from portal.documents.layout import add_rows, add_table, add_text, add_title, new_paper


def east_asian_font(run):
    return run._element.rPr.rFonts.get(qn("w:eastAsia"))


def test_the_text_stands_where_the_standard_says():
    section = new_paper().sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert [round(each / Mm(1)) for each in (section.top_margin, section.left_margin, width, height)] == [
        37,
        28,
        156,
        225,
    ]


def test_a_title_is_size_two_and_text_size_three_in_their_fonts():
    paper = new_paper()
    title, text = add_title(paper, "认领书").runs[0], add_text(paper, "正文").runs[0]
    assert (title.font.size, east_asian_font(title)) == (Pt(22), "方正小标宋简体")
    assert (text.font.size, east_asian_font(text)) == (Pt(16), "仿宋_GB2312")


def test_lines_of_text_are_28_points_apart_and_begin_two_characters_in():
    shape = add_text(new_paper(), "正文").paragraph_format
    assert (shape.line_spacing, shape.first_line_indent) == (Pt(28), Pt(32))


def test_every_page_has_its_number_at_the_foot():
    foot = new_paper().sections[0].footer.paragraphs[0]
    assert "PAGE" in foot._p.xml
    assert foot.text.startswith("— ")


def test_a_table_begins_each_page_with_its_header():
    table = add_table(new_paper(), ["编号", "名称"], [["1", "亮灯"]], widths=[40, 116])
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[1].cells] == ["1", "亮灯"]


def test_rows_for_a_template_repeat_over_a_list():
    table = add_rows(new_paper(), "targets", {"measure": "指标", "quantity": "数量"})
    assert [row.cells[0].text for row in table.rows] == [
        "指标",
        "{%tr for row in targets %}",
        "{{ row.measure }}",
        "{%tr endfor %}",
    ]
