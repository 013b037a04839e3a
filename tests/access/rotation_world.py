"""Rotations of the access table's world: duties before, in and after their period; swaps asked either way."""

from typing import Any

from django.utils import timezone

from alliances.models import Alliance
from alliances.rotation.periods import month_after
from tests import factories as make


def rotations_of(alliance: Alliance, claimant: Any, other: Any, liaison: Any) -> dict[str, Any]:
    """Two units by turns, two months back to four ahead; the claimant's is the running one."""
    month = timezone.localdate().replace(day=1)
    rotation = make.RotationFactory(alliance=alliance, anchor=month_after(month, -2), publish_ahead=4)
    make.MembershipFactory(alliance=alliance, unit=other)
    member = make.MembershipFactory(alliance=alliance).unit
    seats = [make.SeatFactory(rotation=rotation, unit=unit) for unit in (claimant, other)]
    duties = [
        make.DutyFactory(rotation=rotation, planned_seat=seats[n % 2], period=month_after(rotation.anchor, n))
        for n in range(6)
    ]
    last, running, ours, theirs = duties[1], duties[2], duties[4], duties[3]
    handed = {"handed_over_at": timezone.now(), "handed_over_by": liaison, "handover_note": "设备在一楼"}
    type(last).objects.filter(pk=last.pk).update(**handed)
    ahead = month_after(month, 8)
    exemption = make.ExemptionFactory(seat=seats[0], from_on=ahead, until_on=ahead)
    swaps = {
        "asked_swap": make.SwapFactory(duty_a=theirs, duty_b=ours, proposed_by=liaison),
        "own_swap": make.SwapFactory(duty_a=ours, duty_b=theirs, proposed_by=liaison),
    }
    feed = make.FeedFactory(rotation=rotation, created_by=liaison)
    things = {"rotation": rotation, "seat": seats[0], "exemption": exemption, "feed": feed, **swaps}
    things |= {"handed_duty": last, "duty": running, "coming_duty": ours, "later_duty": duties[5]}
    things |= {"empty_rotation": make.RotationFactory(alliance=alliance), "member": member}
    return {name: thing.pk for name, thing in things.items()}
