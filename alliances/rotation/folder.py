"""轮值表 in an inspection folder: the period's duties, with what moved and what was handed over."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from alliances.rotation.models import Duty
from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.parts import FOLDER_PARTS, FolderPart
from portal.workbooks.columns import OutColumn, OutSheet, Shown

COLUMNS = (
    OutColumn(header="组织", width=30),
    OutColumn(header="轮值名称", width=20),
    OutColumn(header="期", width=16),
    OutColumn(header="轮值单位", width=26),
    OutColumn(header="原排定单位", width=26),
    OutColumn(header="变动原因", width=30),
    OutColumn(header="主题", width=30),
    OutColumn(header="交接说明", width=40),
    OutColumn(header="交接日期", shown=Shown.DAY, width=12),
    OutColumn(header="接收日期", shown=Shown.DAY, width=12),
)


def register() -> None:
    FOLDER_PARTS.register("duties", FolderPart(number="12", label="轮值表", fill=fill), weight=120)


def fill(folder: Folder) -> None:
    ask = folder.ask
    sheet = OutSheet(tab="轮值表", title=f"{ask.region.name}轮值表", columns=COLUMNS, rows=rows_of(ask))
    folder.add_workbook(Entry(title="轮值表", day=ask.until), [sheet])


def rows_of(ask: Inspection) -> Iterator[list[Any]]:
    """Of the region's own alliances; with chosen units, those that they hold or were planned for."""
    first, last = ask.period
    duties = Duty.objects.visible_to(ask.user).standing().filter(rotation__alliance__region=ask.region)
    duties = duties.filter(period__range=(first.replace(day=1), last))
    if ask.unit_ids is not None:
        duties = duties.filter(holder__in=ask.unit_ids) | duties.filter(planned_seat__unit__in=ask.unit_ids)
    related = duties.select_related("rotation__alliance", "holder", "planned_seat__unit")
    for duty in related.prefetch_related("changes").order_by("rotation_id", "period", "slot"):
        moments = (duty.handed_over_at, duty.received_at)
        yield [
            duty.rotation.alliance.name,
            duty.rotation.name,
            duty.words,
            duty.holder.name,
            duty.planned_seat.unit.name,
            "；".join(f"{each.get_kind_display()} {each.reason}".strip() for each in duty.changes.all()),
            duty.theme,
            duty.handover_note,
            *(at and timezone.localdate(at) for at in moments),
        ]
