"""What units and offices are told about duties. Each occasion has its key: nobody hears of one twice."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from alliances.councils.recipients import office_of, people_or_office
from alliances.rotation.models import Duty, DutyChange, Rotation, Swap
from portal.outbox.notices import notify

KIND = "轮值"


def reminder_key(duty: Duty, what: str) -> str:
    """With the unit in it: who takes a duty over is reminded anew."""
    return f"duty:{duty.pk}:{duty.holder_id}:{what}"


def remind(duty: Duty, lead: int, days: int) -> None:
    """`lead` is the reminder that is due, `days` how long it still is."""
    when = f"还有 {days} 天" if days else "今天开始"
    tell_holder(
        duty,
        key=reminder_key(duty, f"{lead}"),
        title=f"轮值提醒：{duty.words} {duty.rotation.name}，{when}",
        body="请准备本期主题和安排；时间有冲突可提出对调。",
    )


def remind_to_hand_over(duty: Duty) -> None:
    tell_holder(
        duty,
        key=reminder_key(duty, "handover"),
        title=f"请办理轮值交接：{duty.words} {duty.rotation.name}",
        body="未结事项已自动列出，补一句交接说明即可。",
    )


def tell_holder(duty: Duty, *, key: str, title: str, body: str = "") -> None:
    people = people_or_office(duty.rotation.alliance, [duty.holder_id])
    notify(people, key=key, kind=KIND, title=title, body=body, url=reverse("duty", args=[duty.pk]))


def tell_moved(change: DutyChange) -> None:
    """Both the unit that had the duty and the one that has it now."""
    duty, alliance = change.duty, change.duty.rotation.alliance
    notify(
        people_or_office(alliance, [change.from_unit_id, change.to_unit_id]),
        key=f"duty-change:{change.pk}",
        kind=KIND,
        title=f"轮值变动：{duty.words} {duty.rotation.name}改由{change.to_unit}承担",
        body=f"{change.get_kind_display()}，原为{change.from_unit}。{change.reason}",
        url=reverse("duty", args=[duty.pk]),
    )


def tell_received(duty: Duty, after: Duty) -> None:
    """The next unit: something was handed to it."""
    tell_holder(
        after,
        key=f"duty:{duty.pk}:handed:{duty.version}",
        title=f"{duty.holder}已交接{duty.words} {duty.rotation.name}，请接收",
    )


def tell_gap(rotation: Rotation, gap: dt.date) -> None:
    notify(
        office_of(rotation.alliance),
        key=f"rotation:{rotation.pk}:gap:{gap}",
        kind=KIND,
        title=f"轮值下期待定：{rotation}，{gap:%Y年%-m月}起没有可轮的单位",
        body="请增加轮值单位或取消免轮，之后会自动接着排。",
        url=reverse("rotation", args=[rotation.pk]),
    )


def tell_of_swap(swap: Swap, occasion: str, title: str, units: Iterable[int], body: str = "") -> None:
    alliance = swap.duty_a.rotation.alliance
    notify(
        people_or_office(alliance, units),
        key=f"swap:{swap.pk}:{occasion}",
        kind=KIND,
        title=title,
        body=body,
        url=reverse("swap", args=[swap.pk]),
    )
