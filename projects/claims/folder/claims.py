"""认领台账: every claim on the lists of the period's years, as it stands."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.workbooks.columns import OutColumn, OutSheet, Shown
from portal.workflow.models import Step
from projects.claims.models import Claim, ClaimQuerySet

AT_A_TIME = 500
DAY = {"shown": Shown.DAY, "width": 12}
COLUMNS = (
    OutColumn(header="认领编号", width=22),
    OutColumn(header="项目名称", width=30),
    OutColumn(header="发布单位", width=20),
    OutColumn(header="认领单位", width=20),
    OutColumn(header="身份", width=8),
    OutColumn(header="方式", width=10),
    OutColumn(header="承诺事项", width=30),
    OutColumn(header="承诺资金（元）", shown=Shown.MONEY),
    OutColumn(header="认领日期", **DAY),  # type: ignore[arg-type]
    OutColumn(header="确认日期", **DAY),  # type: ignore[arg-type]
    OutColumn(header="完成日期", **DAY),  # type: ignore[arg-type]
    OutColumn(header="办结日期", **DAY),  # type: ignore[arg-type]
    OutColumn(header="状态", width=10),
    OutColumn(header="终止原因", width=20),
    OutColumn(header="代办依据", width=16),
)


def fill(folder: Folder) -> None:
    ask = folder.ask
    title = f"{ask.region.name}认领台账（截至 {ask.until:%Y-%m-%d}）"
    sheet = OutSheet(tab="认领台账", title=title, columns=COLUMNS, rows=rows_of(ask))
    folder.add_workbook(Entry(title="认领台账", day=ask.until, remark="状态为制作当日"), [sheet])


def claims_of(ask: Inspection) -> ClaimQuerySet:
    """Entered by the period's end; of chosen units those that they made and those on their projects."""
    claims = Claim.objects.visible_to(ask.user).filter(
        project__region=ask.region,
        project__year__in=list(ask.years),
        claimed_at__lt=day_after(ask.until),
    )
    if ask.unit_ids is not None:
        claims = claims.filter(Q(unit__in=ask.unit_ids) | Q(project__unit__in=ask.unit_ids))
    return claims.select_related("project__unit", "unit").order_by(
        "project__year", "project__serial", "ordinal", "pk"
    )


def rows_of(ask: Inspection) -> Iterator[list[Any]]:
    begun = Step.objects.filter(subject_kind="claim", subject_id=OuterRef("pk")).order_by("pk")
    claims = claims_of(ask).annotate(on_behalf=Subquery(begun.values("basis")[:1]))
    for claim in claims.iterator(chunk_size=AT_A_TIME):
        moments = (claim.claimed_at, claim.confirmed_at, claim.completed_at, claim.closed_at)
        yield [
            claim.number,
            claim.project.title,
            claim.project.unit.name,
            claim.unit.name,
            claim.get_part_display(),
            claim.get_kind_display(),
            claim.promise,
            claim.amount,
            *(at and timezone.localdate(at) for at in moments),
            claim.get_state_display(),
            claim.end_reason,
            claim.on_behalf,
        ]


def day_after(day: dt.date) -> dt.datetime:
    """The moment at which the day is over."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
