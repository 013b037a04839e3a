"""A conference with a few members, its office, and the unit on duty."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from alliances.models import Duty, DutyChange, Rotation, Seat
from tests import factories as make


@dataclass
class World:
    """`finance` and `tax` are members, `hood` a 居民区 and a member too; each with its liaison."""

    alliance: Any
    staff: Any
    finance: Any
    tax: Any
    hood: Any
    liaison: Any
    other: Any
    hood_liaison: Any


def a_world() -> World:
    make.first_kinds()
    alliance = make.AllianceFactory(name="朱泾镇区域化党建联席会议", notice_days=3)
    units = [make.member("区财政局"), make.member("区税务局"), make.neighbourhood("钟楼居民区")]
    for unit in units:
        make.MembershipFactory(alliance=alliance, unit=unit)
    people = [make.liaison_of(unit) for unit in units]
    return World(alliance, make.staff_of(), *units, *people)


def a_meeting(world: World, state: str = "draft", **terms: Any) -> Any:
    """A meeting of the conference that asks its three members."""
    meeting = make.MeetingFactory(alliance=world.alliance, state=state, **terms)
    for unit in (world.finance, world.tax, world.hood):
        make.InvitationFactory(meeting=meeting, unit=unit)
    return meeting


def a_resolution(world: World, state: str = "assigned", **terms: Any) -> Any:
    """Something the finance bureau is asked for, unless told; of a meeting of last week, unless told."""
    fields = {"unit": world.finance, "state": state, **terms}
    meeting = fields.pop("meeting", None) or a_meeting(world, "minuted")
    return make.ResolutionFactory(meeting=meeting, **fields)


def a_duty(world: World, unit: Any, day: dt.date, *, position: int = 10, rotation: Any = None) -> Duty:
    """The unit is on duty for the month that holds the day."""
    first = day.replace(day=1)
    rotation = rotation or Rotation.objects.create(
        alliance=world.alliance, name="轮值主任单位", anchor=dt.date(2020, 1, 1)
    )
    seat = Seat.objects.create(rotation=rotation, unit=unit, position=position, from_on=dt.date(2020, 1, 1))
    return Duty.objects.create(rotation=rotation, period=first, planned_seat=seat, holder=unit)


def hand_over(duty: Duty, unit: Any, by: Any) -> None:
    """The duty goes to another unit, as an override of the office writes it."""
    holder, duty.holder = duty.holder, unit
    duty.save(update_fields=["holder"])
    DutyChange.objects.create(
        duty=duty, kind="override", from_unit=holder, to_unit=unit, reason="换届", by=by
    )


def in_days(days: int, hour: int = 14) -> dt.datetime:
    """That hour on a local day so many days from today."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
