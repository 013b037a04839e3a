"""共建反馈函: what a unit did in half a year, to show to its own superiors. No grade, no rank, no persons."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from docx.document import Document as Paper

from alliances.metrics.periods import words
from alliances.metrics.reading import facts_behind, grouped, values_of
from alliances.metrics.registry import Span
from alliances.metrics.rules import Standing
from portal.documents.kinds import Context, DocumentKind, Placeholder, Rows, Word
from portal.documents.layout import add_level_1, add_rows, add_signature, add_text, add_title, new_paper
from portal.documents.making import make_document
from portal.documents.words import day_words, number_words

FEEDBACK_LETTER = "feedback_letter"
MOST_RECORDS = 20

PLACEHOLDERS: dict[str, Placeholder] = {
    "unit": Word("单位名称", "区财政局"),
    "street": Word("街道（镇）", "朱泾镇"),
    "period": Word("时段", "2026 年上半年"),
    "since": Word("时段第一天", "2026年1月1日"),
    "until": Word("时段最后一天", "2026年6月30日"),
    "today": Word("打印日期", "2026年7月3日"),
    "figures": Rows(
        "各项数字，为零的不列",
        {
            "group": Word("类别", "项目认领"),
            "label": Word("数据项", "办结的认领"),
            "value": Word("数量", "3"),
            "measure": Word("单位", "项"),
        },
    ),
    "records": Rows(
        f"共建纪实，最近 {MOST_RECORDS} 条",
        {"day": Word("日期", "2026年3月5日"), "summary": Word("做了什么", "到村走访慰问")},
    ),
    "more": Word("没有列出的纪实条数，全部列出时为空", ""),
}


@dataclass(frozen=True)
class LetterSubject:
    standing: Standing
    year: int
    span: str
    days: tuple[dt.date, dt.date]

    @property
    def over(self) -> Span:
        return Span(self.standing.region, *self.days)


def placeholders() -> dict[str, Placeholder]:
    return PLACEHOLDERS


def builtin() -> Paper:
    paper = new_paper()
    add_title(paper, "共建情况反馈函")
    add_text(paper, "{{ unit }}：", indent=False)
    add_text(
        paper, "感谢贵单位参与{{ street }}区域化党建。现将{{ period }}（{{ since }}至{{ until }}）贵单位"
    )
    paper.paragraphs[-1].add_run("参与共建的情况反馈如下，各项数字由门户按已登记的记录汇总。")
    add_level_1(paper, "一、参与情况")
    columns = {"group": "类别", "label": "数据项", "value": "数量", "measure": "单位"}
    add_rows(paper, "figures", columns, widths=[36, 60, 36, 24])
    add_level_1(paper, "二、共建纪实")
    add_rows(paper, "records", {"day": "日期", "summary": "做了什么"}, widths=[40, 116])
    add_text(paper, "{%p if more %}")
    add_text(paper, "另有 {{ more }} 条没有列出，可在门户查看。")
    add_text(paper, "{%p endif %}")
    add_signature(paper, "{{ street }}党建工作办公室\n{{ today }}")
    return paper


def context_of(subject: LetterSubject, by: Any) -> Context:
    unit, span = subject.standing.unit, subject.over
    values = values_of(span, [unit.pk])[unit.pk]
    records, count = facts_behind("records", span, [unit.pk], by)
    return {
        "unit": unit.name,
        "street": subject.standing.region.name,
        "period": words(subject.year, subject.span),
        "since": day_words(span.since),
        "until": day_words(span.until),
        "today": day_words(timezone.localdate()),
        "figures": figures(values),
        "records": [
            {"day": day_words(fact.on), "summary": fact.shown.title} for fact in records[:MOST_RECORDS]
        ],
        "more": number_words(count - MOST_RECORDS) if count > MOST_RECORDS else "",
    }


def figures(values: dict[str, Decimal]) -> list[dict[str, str]]:
    """Those that are not nought, in their order."""
    return [
        {"group": group, "label": metric.label, "value": number_words(value), "measure": metric.measure}
        for group, rows in grouped(values).items()
        for _, metric, value in rows
        if value
    ]


def write_feedback(subject: LetterSubject, *, by: Any) -> bytes:
    """The letter as a Word file, from the template that the street's office uses."""
    return make_document(FEEDBACK_LETTER, subject, region=subject.standing.region, by=by)


KIND = DocumentKind(
    label="共建情况反馈函",
    purpose="半年一次，向成员单位反馈参与情况；单位也可自行下载，向上级说明。",
    placeholders=placeholders,
    builtin=builtin,
    context=context_of,
)
