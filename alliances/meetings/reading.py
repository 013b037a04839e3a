"""What the pages of meetings and resolutions say, in a constant number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from alliances.councils.behalf import acts_in
from alliances.meetings.authority import WORDINGS
from alliances.meetings.models import AgendaItem, Answer, Invitation, Meeting, Recheck, Resolution
from alliances.meetings.notices import moment_words
from alliances.meetings.states import BEFORE_IT, MeetingState, ResolutionState
from alliances.meetings.verbs import Verb, agenda_verbs_for
from portal.permits import may
from portal.workflow.models import Step

MEETING_BADGES = {
    MeetingState.DRAFT: "planned",
    MeetingState.CALLED: "open",
    MeetingState.HELD: "running",
    MeetingState.MINUTED: "done",
    MeetingState.CANCELLED: "plain",
}
RESOLUTION_BADGES = {
    ResolutionState.ASSIGNED: "open",
    ResolutionState.REPORTED: "running",
    ResolutionState.CLOSED: "done",
    ResolutionState.DROPPED: "plain",
}
SHOWN_STEPS = 50


def with_what_rules_read(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.select_related("alliance__region", "duty__rotation", "duty__holder")


@dataclass(frozen=True)
class ItemRow:
    """An item of the agenda and what this person can do with it."""

    item: AgendaItem
    verbs: list[Verb]


@dataclass(frozen=True)
class Receipts:
    """How many units were asked, and how many answered what."""

    asked: int
    attend: int
    substitute: int
    leave: int
    arrived: int

    @property
    def silent(self) -> int:
        return self.asked - self.attend - self.substitute - self.leave

    @property
    def figures(self) -> list[tuple[str, int, str]]:
        return [
            ("通知", self.asked, "家"),
            ("参加", self.attend, "家"),
            ("代会", self.substitute, "家"),
            ("请假", self.leave, "家"),
            ("未回执", self.silent, "家"),
            ("已签到", self.arrived, "家"),
        ]


def badge_of(row: Meeting | Resolution) -> tuple[str, str]:
    """Word and kind of the badge that shows the state; red is for what is late."""
    if isinstance(row, Meeting):
        return row.get_state_display(), MEETING_BADGES[MeetingState(row.state)]
    if row.is_late:
        return "已逾期", "late"
    return row.get_state_display(), RESOLUTION_BADGES[ResolutionState(row.state)]


def badged(rows: Iterable[Any]) -> list[tuple[Any, tuple[str, str]]]:
    return [(row, badge_of(row)) for row in rows]


def facts_of(meeting: Meeting) -> list[tuple[str, Any]]:
    ends = f" 至 {timezone.localtime(meeting.ends_at):%H:%M}" if meeting.ends_at else ""
    facts = [
        ("时间", f"{moment_words(meeting.starts_at)}{ends}"),
        ("地点", meeting.place),
        ("组织", meeting.alliance),
        ("召集", f"轮值单位 {meeting.duty.holder}" if meeting.duty else "党建办"),
        ("临时召开原因", meeting.urgent_reason),
        ("取消原因", meeting.cancel_reason),
    ]
    return [(label, value) for label, value in facts if value]


def invitations_of(meeting: Meeting) -> list[Invitation]:
    rows = list(
        meeting.invitations.select_related("unit").order_by("unit__neighbourhood", "unit__name", "pk")
    )
    for row in rows:
        row.meeting = meeting
    return rows


def own_invitations(user: Any, meeting: Meeting, rows: Iterable[Invitation]) -> list[Invitation]:
    return [row for row in rows if acts_in(user, row.unit_id, meeting.alliance)]


def receipts_of(rows: Iterable[Invitation]) -> Receipts:
    rows = list(rows)
    said = Counter(row.answer for row in rows)
    arrived = sum(1 for row in rows if row.arrived_at)
    return Receipts(len(rows), said[Answer.ATTEND], said[Answer.SUBSTITUTE], said[Answer.LEAVE], arrived)


def agenda_of(user: Any, meeting: Meeting) -> list[ItemRow]:
    """In its order, as far as this person sees it; what was withdrawn is gone."""
    rows = AgendaItem.objects.visible_to(user).filter(meeting=meeting).exclude(state="withdrawn")
    items = list(rows.select_related("unit").order_by("sort", "pk"))
    for item in items:
        item.meeting = meeting
    open_to_change = meeting.state in BEFORE_IT
    return [ItemRow(item, agenda_verbs_for(user, item) if open_to_change else []) for item in items]


def resolutions_of(user: Any, meeting: Meeting) -> list[tuple[Resolution, tuple[str, str]]]:
    rows = Resolution.objects.visible_to(user).filter(meeting=meeting).select_related("unit")
    return badged(rows.order_by("pk"))


def steps_of(subject: Meeting | Resolution) -> list[Step]:
    """The trail, newest first. Receipts have a page of their own."""
    steps = Step.objects.about(subject).exclude(verb="receipt").select_related("by", "for_unit")
    return list(steps.order_by("-id")[:SHOWN_STEPS])


def full(resolutions: QuerySet[Resolution]) -> QuerySet[Resolution]:
    """With all that their page and their rules read."""
    rechecks = Recheck.objects.select_related("checked_by")
    related = resolutions.select_related(
        "unit", "item", "meeting__alliance__region", "meeting__duty__rotation", "meeting__duty__holder"
    )
    return related.prefetch_related(Prefetch("rechecks", rechecks))


def resolution_facts(resolution: Resolution) -> list[tuple[str, Any]]:
    facts = [
        ("方式", WORDINGS[resolution.manner].entrust),
        ("责任单位", resolution.unit),
        ("完成时限", f"{resolution.due_on:%Y-%m-%d}"),
        ("会议", resolution.meeting),
        ("议题", resolution.item),
        ("说明", resolution.end_reason),
    ]
    return [(label, value) for label, value in facts if value]


def sees_receipts(user: Any, meeting: Meeting) -> bool:
    return may(user, "meetings.see_receipts", meeting)
