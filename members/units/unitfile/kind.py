"""一单位一档 as a Word document."""

from typing import Any

from django.utils import timezone
from docx.document import Document as Paper

from members.places.models import Region
from members.units.facts import facts_of
from members.units.models import Unit
from members.units.unitfile.parts import UNIT_FILE_PARTS, as_text, filled_parts
from portal.documents.kinds import Context, DocumentKind, Placeholder, Rows, Word
from portal.documents.layout import TEXT_WIDTH, add_level_1, add_rows, add_signature, add_title, new_paper
from portal.documents.making import make_document
from portal.documents.words import day_words

UNIT_FILE = "unit_file"
ONES = "一二三四五六七八九"
NUMERALS = [*ONES, "十", *(f"十{one}" for one in ONES)]


def placeholders() -> dict[str, Placeholder]:
    """Those of the unit, and one list for each part that an app has added."""
    parts = {name: UNIT_FILE_PARTS[name] for name in UNIT_FILE_PARTS.names()}
    return {
        "unit": Word("单位名称", "区财政局"),
        "today": Word("打印日期", "2026年3月6日"),
        "facts": Rows("基本情况", {"label": Word("项目", "单位类别"), "value": Word("内容", "机关事业")}),
        **{name: Rows(part.title, part.columns) for name, part in parts.items()},
    }


def builtin() -> Paper:
    paper = new_paper()
    add_title(paper, "{{ unit }}档案")
    add_level_1(paper, "一、基本情况")
    add_rows(paper, "facts", {"label": "项目", "value": "内容"}, widths=[46, 110])
    named = {id(UNIT_FILE_PARTS[name]): name for name in UNIT_FILE_PARTS.names()}
    for numeral, part in zip(NUMERALS[1:], UNIT_FILE_PARTS, strict=False):
        add_level_1(paper, f"{numeral}、{part.title}")
        columns = {key: word.meaning for key, word in part.columns.items()}
        width = int(TEXT_WIDTH.mm) // len(columns)
        add_rows(paper, named[id(part)], columns, widths=[width] * len(columns))
    add_signature(paper, "{{ today }}")
    return paper


def context_of(unit: Unit, by: Any) -> Context:
    facts = [as_text({"label": label, "value": value}) for label, value in facts_of(unit)]
    parts = {filled.name: filled.rows for filled in filled_parts(by, unit)}
    return {"unit": unit.name, "today": day_words(timezone.localdate()), "facts": facts, **parts}


def write_unit_file(unit: Unit, *, by: Any) -> bytes:
    """By the template of the first street this person sees the unit in; the portal's own where none."""
    seen = unit.enrolments.visible_to(by).order_by("region__code").values("region")[:1]
    return make_document(UNIT_FILE, unit, region=Region.objects.filter(pk__in=seen).first(), by=by)


KIND = DocumentKind(
    label="单位档案",
    purpose="一单位一档：基本情况、入册、清单、认领、投入和成效。",
    placeholders=placeholders,
    builtin=builtin,
    context=context_of,
)
