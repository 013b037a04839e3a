"""What meetings bring to an inspection folder: minutes in Word, receipts and resolutions as workbooks."""

from collections.abc import Iterator
from functools import partial
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone

from alliances.meetings.models import Invitation, Meeting, Minutes, Resolution
from alliances.meetings.papers.minutes import write_minutes
from alliances.meetings.states import TOOK_PLACE, WAS_CALLED
from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.parts import FOLDER_PARTS, FolderPart
from portal.exports.kinds import Estimate
from portal.workbooks.columns import OutColumn, OutSheet, Shown

AT_A_TIME = 500
BYTES_EACH = 40_000
"""Of minutes as a Word file, roughly."""
DAY = {"shown": Shown.DAY, "width": 12}
RECEIPTS = (
    OutColumn(header="日期", **DAY),  # type: ignore[arg-type]
    OutColumn(header="会议", width=30),
    OutColumn(header="类型", width=12),
    OutColumn(header="单位", width=24),
    OutColumn(header="回执", width=8),
    OutColumn(header="请假原因", width=20),
    OutColumn(header="代办依据", width=12),
    OutColumn(header="签到", width=8),
)
RESOLUTIONS = (
    OutColumn(header="会议日期", **DAY),  # type: ignore[arg-type]
    OutColumn(header="会议", width=30),
    OutColumn(header="类型", width=12),
    OutColumn(header="方式", width=8),
    OutColumn(header="内容", width=40),
    OutColumn(header="责任单位", width=24),
    OutColumn(header="完成时限", **DAY),  # type: ignore[arg-type]
    OutColumn(header="状态", width=10),
    OutColumn(header="办理情况", width=40),
    OutColumn(header="销号日期", **DAY),  # type: ignore[arg-type]
)


def register() -> None:
    parts = (
        ("minutes", FolderPart(number="13", label="会议纪要", fill=fill_minutes, estimate=estimate_minutes)),
        ("receipts", FolderPart(number="14", label="会议回执签到", fill=fill_receipts)),
        ("resolutions", FolderPart(number="15", label="议定事项台账", fill=fill_resolutions)),
    )
    for place, (name, part) in enumerate(parts, 13):
        FOLDER_PARTS.register(name, part, weight=place * 10)


def meetings_of(ask: Inspection) -> QuerySet[Meeting]:
    """Those of the street's alliances in the period; of chosen units those they were asked to."""
    found = Meeting.objects.visible_to(ask.user).filter(
        alliance__region=ask.region, starts_at__date__range=ask.period, state__in=WAS_CALLED
    )
    if ask.unit_ids is not None:
        found = found.filter(pk__in=Invitation.objects.filter(unit__in=ask.unit_ids).values("meeting"))
    return found.order_by("starts_at", "pk")


def latest_minutes(ask: Inspection) -> QuerySet[Minutes]:
    """Of each meeting the version in force."""
    versions = Minutes.objects.filter(meeting__in=meetings_of(ask).filter(state__in=TOOK_PLACE).values("pk"))
    latest = versions.order_by("meeting", "-number").distinct("meeting").values("pk")
    return versions.filter(pk__in=latest).order_by("meeting__starts_at", "meeting")


def estimate_minutes(ask: Inspection) -> Estimate:
    count = latest_minutes(ask).count()
    return Estimate(count, count * BYTES_EACH)


def fill_minutes(folder: Folder) -> None:
    related = latest_minutes(folder.ask).select_related("meeting__alliance__region", "meeting__duty__holder")
    for ordinal, minutes in enumerate(related, 1):
        meeting, number = minutes.meeting, f"13-{ordinal:03d}"
        day = timezone.localdate(meeting.starts_at)
        entry = Entry(title=f"{meeting.title}纪要", number=number, day=day, remark=f"第 {minutes.number} 版")
        content = write_minutes(minutes, by=folder.ask.user)
        name = f"{number} {day:%Y-%m-%d} {meeting.title}纪要.docx"
        folder.add_written(entry, name, partial(_put, content))


def _put(content: bytes, file: IO[bytes]) -> None:
    file.write(content)


def fill_receipts(folder: Folder) -> None:
    ask = folder.ask
    title = f"{ask.region.name}会议回执签到（{ask.since:%Y-%m-%d} 至 {ask.until:%Y-%m-%d}）"
    sheet = OutSheet(tab="会议回执签到", title=title, columns=RECEIPTS, rows=_receipts(ask))
    folder.add_workbook(Entry(title="会议回执签到", day=ask.until), [sheet])


def fill_resolutions(folder: Folder) -> None:
    ask = folder.ask
    title = f"{ask.region.name}议定事项台账（{ask.since:%Y-%m-%d} 至 {ask.until:%Y-%m-%d}）"
    sheet = OutSheet(tab="议定事项台账", title=title, columns=RESOLUTIONS, rows=_resolutions(ask))
    folder.add_workbook(Entry(title="议定事项台账", day=ask.until, remark="状态为制作当日"), [sheet])


def _receipts(ask: Inspection) -> Iterator[list[Any]]:
    """Who came in person stands on the signed sheet; here are units."""
    rows = Invitation.objects.filter(meeting__in=meetings_of(ask).order_by().values("pk"))
    if ask.unit_ids is not None:
        rows = rows.filter(unit__in=ask.unit_ids)
    related = rows.select_related("meeting", "unit").order_by(
        "meeting__starts_at", "meeting", "unit__name", "pk"
    )
    for each in related.iterator(chunk_size=AT_A_TIME):
        meeting = each.meeting
        yield [
            timezone.localdate(meeting.starts_at),
            meeting.title,
            meeting.get_kind_display(),
            each.unit.name,
            each.get_answer_display() if each.answer else "未回执",
            each.reason,
            each.basis,
            "已到" if each.arrived_at else "",
        ]


def _resolutions(ask: Inspection) -> Iterator[list[Any]]:
    rows = Resolution.objects.visible_to(ask.user).filter(
        meeting__in=meetings_of(ask).order_by().values("pk")
    )
    if ask.unit_ids is not None:
        rows = rows.filter(unit__in=ask.unit_ids)
    related = rows.select_related("meeting", "unit").order_by("meeting__starts_at", "pk")
    for each in related.iterator(chunk_size=AT_A_TIME):
        yield [
            timezone.localdate(each.meeting.starts_at),
            each.meeting.title,
            each.get_kind_display(),
            each.get_manner_display(),
            each.text,
            each.unit.name,
            each.due_on,
            "已逾期" if each.is_late else each.get_state_display(),
            each.report,
            each.closed_at and timezone.localdate(each.closed_at),
        ]
