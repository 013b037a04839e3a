"""What assessment brings to an inspection folder: results told in the period, and what was objected to."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from alliances.assessment.models import Objection, Result
from alliances.assessment.states import TOLD
from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.parts import FOLDER_PARTS, FolderPart
from portal.workbooks.columns import OutColumn, OutSheet, Shown

RESULTS = (
    OutColumn(header="办法", width=30),
    OutColumn(header="依据文件", width=30),
    OutColumn(header="周期", width=16),
    OutColumn(header="单位或党组织", width=26),
    OutColumn(header="总分", shown=Shown.NUMBER, width=10),
    OutColumn(header="等次", width=10),
    OutColumn(header="版次", shown=Shown.NUMBER, width=8),
    OutColumn(header="说明", width=50),
    OutColumn(header="状态", width=10),
)
OBJECTIONS = (
    OutColumn(header="周期", width=36),
    OutColumn(header="单位或党组织", width=26),
    OutColumn(header="指标", width=20),
    OutColumn(header="提出日期", shown=Shown.DAY, width=12),
    OutColumn(header="理由", width=50),
    OutColumn(header="状态", width=12),
    OutColumn(header="答复", width=50),
)


def register() -> None:
    part = FolderPart(number="18", label="反馈和考核", fill=fill_results)
    FOLDER_PARTS.register("assessment", part, weight=180)


def fill_results(folder: Folder) -> None:
    ask = folder.ask
    title = f"{ask.region.name}反馈和考核结果（{ask.since:%Y-%m-%d} 至 {ask.until:%Y-%m-%d}）"
    sheets = [
        OutSheet(tab="结果", title=title, columns=RESULTS, rows=result_rows(ask)),
        OutSheet(tab="异议复核", title=title, columns=OBJECTIONS, rows=objection_rows(ask)),
    ]
    folder.add_workbook(Entry(title="反馈和考核结果", day=ask.until, remark="状态为制作当日"), sheets)


def results_of(ask: Inspection) -> QuerySet[Result]:
    """Of cycles that ended in the period and were told, every edition; of chosen units their own."""
    rows = Result.objects.visible_to(ask.user).filter(
        cycle__scheme__region=ask.region, cycle__state__in=TOLD, cycle__until_on__range=ask.period
    )
    if ask.unit_ids is not None:
        rows = rows.filter(Q(unit__in=ask.unit_ids) | Q(party_org__unit__in=ask.unit_ids))
    return rows


def result_rows(ask: Inspection) -> Iterator[list[Any]]:
    related = results_of(ask).select_related("cycle__scheme__basis", "unit", "party_org", "grade")
    for row in related.order_by("cycle__until_on", "cycle_id", "unit_id", "party_org_id", "edition"):
        scheme = row.cycle.scheme
        yield [
            str(scheme),
            str(scheme.basis or ""),
            f"{scheme.year}年{row.cycle.get_span_display()}",
            str(row.whom),
            row.total,
            str(row.grade or ""),
            row.edition,
            row.why,
            row.cycle.get_state_display(),
        ]


def objection_rows(ask: Inspection) -> Iterator[list[Any]]:
    rows = Objection.objects.filter(result__in=results_of(ask).order_by().values("pk"))
    related = rows.select_related("result__cycle__scheme", "result__unit", "result__party_org", "indicator")
    for row in related.order_by("pk"):
        yield [
            str(row.result.cycle),
            str(row.result.whom),
            str(row.indicator or "整个结果"),
            timezone.localdate(row.raised_at),
            row.text,
            row.get_state_display(),
            row.answer,
        ]
