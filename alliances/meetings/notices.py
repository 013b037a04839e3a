"""What people are told of meetings and of what they decided. What can be undone is told after ten minutes."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from alliances.councils.recipients import office_of, people_by_unit, people_of, people_or_office
from alliances.meetings.authority import WORDINGS
from alliances.meetings.models import AgendaItem, Meeting, Minutes, Resolution
from alliances.meetings.recipients import office_at, people_who_run
from portal.documents.words import day_words
from portal.outbox.actions import cancel
from portal.outbox.notices import notify

KIND = "会议"
NAMED = 5
"""Open resolutions named in the notice of a meeting; its page lists all."""


def moment_words(moment: dt.datetime) -> str:
    """2026年1月5日 14:00."""
    local = timezone.localtime(moment)
    return f"{day_words(local.date())} {local:%H:%M}"


def call_key(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}:call:{meeting.called_at:%Y%m%d%H%M%S%f}"


def tell_called(meeting: Meeting, open_ones: list[Resolution], *, due_at: dt.datetime) -> None:
    """One notice for the people of all units asked; the office hears which units nobody speaks for."""
    asked = dict(meeting.invitations.values_list("unit_id", "unit__name"))
    reached = people_by_unit(meeting.alliance, asked)
    _tell(
        meeting,
        sorted({user for users in reached.values() for user in users}),
        key=call_key(meeting),
        title=f"会议通知：{meeting.title}",
        body=_called_body(meeting, open_ones),
        due_at=due_at,
    )
    silent = [name for unit, name in sorted(asked.items()) if unit not in reached]
    if silent:
        words = f"{'、'.join(silent[:NAMED])}{'等' if len(silent) > NAMED else ''} {len(silent)} 家"
        _tell(
            meeting,
            office_of(meeting.alliance),
            key=f"{call_key(meeting)}:silent",
            title=f"{words}没有联络员，请电话通知：{meeting.title}",
            due_at=due_at,
        )


def untell_called(meeting: Meeting) -> bool:
    """Withdraw the call's notices; whether they still waited."""
    cancel(f"{call_key(meeting)}:silent")
    return cancel(call_key(meeting))


def tell_asked_too(meeting: Meeting, unit_ids: Iterable[int]) -> None:
    """Units asked after the calling."""
    for unit_id, users in people_by_unit(meeting.alliance, unit_ids).items():
        key = f"{call_key(meeting)}:unit:{unit_id}"
        _tell(meeting, users, key=key, title=f"会议通知：{meeting.title}", body=_called_body(meeting, []))


def tell_moved(meeting: Meeting, said: str) -> None:
    asked = meeting.invitations.values_list("unit_id", flat=True)
    _tell(
        meeting,
        people_of(meeting.alliance, asked),
        key=f"meeting:{meeting.pk}:moved:{meeting.version}",
        title=f"会议有变动：{meeting.title}",
        body=said,
    )


def tell_cancelled(meeting: Meeting) -> None:
    asked = meeting.invitations.values_list("unit_id", flat=True)
    _tell(
        meeting,
        people_of(meeting.alliance, asked),
        key=f"meeting:{meeting.pk}:cancel",
        title=f"会议取消：{meeting.title}",
        body=f"原因：{meeting.cancel_reason}",
    )


def tell_minuted(minutes: Minutes) -> None:
    meeting = minutes.meeting
    again = f"（第 {minutes.number} 版）" if minutes.number > 1 else ""
    _tell(
        meeting,
        people_of(meeting.alliance, meeting.invitations.values_list("unit_id", flat=True)),
        key=f"meeting:{meeting.pk}:minutes:{minutes.number}",
        title=f"会议纪要已发布{again}：{meeting.title}",
        body=minutes.reason,
    )


def tell_proposed(item: AgendaItem) -> None:
    """Whoever prepares the meeting hears of a proposal."""
    _tell(
        item.meeting,
        people_who_run(item.meeting),
        key=f"agenda:{item.pk}:proposed",
        title=f"有单位提出议题：{item.title}",
        body=f"{item.unit}，{item.meeting}",
    )


def agenda_key(item: AgendaItem, verb: str) -> str:
    return f"agenda:{item.pk}:{verb}:{item.version}"


def tell_decided(item: AgendaItem, verb: str, *, due_at: dt.datetime) -> None:
    if item.unit_id is None:
        return
    _tell(
        item.meeting,
        people_of(item.meeting.alliance, [item.unit_id]),
        key=agenda_key(item, verb),
        title=f"议题{item.get_state_display()}：{item.title}",
        body=item.answer,
        due_at=due_at,
    )


def tell_entrusted(resolution: Resolution) -> None:
    """交办 or 商请: the unit hears what is asked of it, in the words of authority."""
    words = WORDINGS[resolution.manner]
    body = f"{resolution.text}。{words.asks}，时限 {day_words(resolution.due_on)}。"
    tell_unit(resolution, "entrust", f"{words.entrust}：{resolution.text[:60]}", body=body)


def tell_unit(
    resolution: Resolution, verb: str, title: str, *, body: str = "", due_at: dt.datetime | None = None
) -> None:
    """The unit's people, or whoever answers for it where it has none."""
    users = people_or_office(resolution.meeting.alliance, [resolution.unit_id])
    _tell_of(resolution, users, verb, title, body=body, due_at=due_at)


def tell_office(resolution: Resolution, verb: str, title: str, *, due_at: dt.datetime | None = None) -> None:
    _tell_of(resolution, office_of(resolution.meeting.alliance), verb, title, due_at=due_at)


def tell_above(resolution: Resolution, verb: str, title: str, *, body: str = "") -> None:
    """The office of the place above, which can speak to who is no subordinate here; else one's own."""
    region = resolution.meeting.alliance.region
    above = office_at(region.parent_id or region.code)
    users = above or office_of(resolution.meeting.alliance)
    _tell_of(resolution, users, verb, title, body=body)


def resolution_key(resolution: Resolution, verb: str) -> str:
    return f"resolution:{resolution.pk}:{verb}:{resolution.version}"


def _tell_of(
    resolution: Resolution,
    users: Iterable[int],
    verb: str,
    title: str,
    *,
    body: str = "",
    due_at: dt.datetime | None = None,
) -> None:
    notify(
        users,
        key=resolution_key(resolution, verb),
        kind=resolution.get_kind_display(),
        title=title,
        body=body,
        url=reverse("resolution", args=[resolution.pk]),
        due_at=due_at,
    )


def _called_body(meeting: Meeting, open_ones: list[Resolution]) -> str:
    said = [f"{moment_words(meeting.starts_at)}，{meeting.place}。请回执：参加、代会或请假。"]
    if open_ones:
        named = "；".join(each.text for each in open_ones[:NAMED])
        said.append(f"上次会议未销号 {len(open_ones)} 项：{named}。")
    return "".join(said)


def _tell(
    meeting: Meeting,
    users: Iterable[int],
    *,
    key: str,
    title: str,
    body: str = "",
    due_at: dt.datetime | None = None,
) -> None:
    notify(
        users,
        key=key,
        kind=KIND,
        title=title[:200],
        body=body[:1000],
        url=reverse("meeting", args=[meeting.pk]),
        due_at=due_at,
    )
