"""签到表: the units asked, a line each to sign on, and the code for who would rather use a phone."""

import io
from typing import Any

from django.utils import timezone
from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from alliances.meetings.models import Meeting
from alliances.meetings.notices import moment_words
from portal.codes import code_as_png
from portal.documents.kinds import Context, DocumentKind, Placeholder, Rows, Word
from portal.documents.layout import add_rows, add_text, add_title, new_paper
from portal.documents.making import make_document
from portal.documents.words import day_words

SIGN_IN_SHEET = "sign_in_sheet"
CODE_WIDTH = Mm(40)

PLACEHOLDERS: dict[str, Placeholder] = {
    "title": Word("会议名称", "2026年第三季度联席会议"),
    "alliance": Word("组织", "朱泾镇区域化党建联席会议"),
    "moment": Word("会议时间", "2026年9月20日 14:00"),
    "place": Word("地点", "镇政府三楼会议室"),
    "asked": Word("应到单位数", "108"),
    "today": Word("打印日期", "2026年9月19日"),
    "units": Rows(
        "参会单位",
        {
            "number": Word("序号", "1"),
            "unit": Word("单位", "区财政局"),
            "answer": Word("回执", "参加"),
            "sign": Word("签名处，留空", ""),
        },
    ),
}


def placeholders() -> dict[str, Placeholder]:
    return PLACEHOLDERS


def builtin() -> Paper:
    paper = new_paper()
    add_title(paper, "{{ title }}签到表")
    add_text(paper, "时间：{{ moment }}    地点：{{ place }}    应到：{{ asked }} 家", indent=False)
    columns = {"number": "序号", "unit": "单位", "answer": "回执", "sign": "签名"}
    add_rows(paper, "units", columns, widths=[14, 72, 20, 50])
    return paper


def context_of(meeting: Meeting, by: Any) -> Context:
    rows = list(meeting.invitations.order_by("unit__neighbourhood", "unit__name").select_related("unit"))
    return {
        "title": meeting.title,
        "alliance": meeting.alliance.name,
        "moment": moment_words(meeting.starts_at),
        "place": meeting.place,
        "asked": len(rows),
        "today": day_words(timezone.localdate()),
        "units": [
            {
                "number": number,
                "unit": row.unit.name,
                "answer": row.get_answer_display() if row.answer else "",
                "sign": "",
            }
            for number, row in enumerate(rows, 1)
        ],
    }


def write_sheet(meeting: Meeting, *, by: Any, code: str) -> bytes:
    """As a Word file from the office's template; `code` is the address to sign in by phone, at its end."""
    content = make_document(SIGN_IN_SHEET, meeting, region=meeting.alliance.region, by=by)
    paper, target = Document(io.BytesIO(content)), io.BytesIO()
    add_text(paper, "也可用手机扫码签到：", indent=False)
    picture = paper.add_paragraph()
    picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture.add_run().add_picture(code_as_png(code), width=CODE_WIDTH)
    paper.save(target)
    return target.getvalue()


KIND = DocumentKind(
    label="会议签到表",
    purpose="会前打印，放在签到处；也可用手机扫码签到。",
    placeholders=placeholders,
    builtin=builtin,
    context=context_of,
)
