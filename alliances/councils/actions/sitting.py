"""兼职委员: persons of units who sit on a big committee, with post and term."""

from typing import Any

from django.db import transaction

from alliances.councils.actions.founding import lock_alliance
from alliances.councils.models import Alliance, ConcurrentMember
from alliances.councils.states import ALLIANCE_MACHINE
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

TERMS = ("name", "post", "title", "from_on", "until_on", "decided_by")


def appoint_member(member: ConcurrentMember, *, by: Any) -> ConcurrentMember:
    """聘任. Refusals: not_member, dates_reversed, already_sits."""
    with transaction.atomic():
        alliance = lock_alliance(Alliance(pk=member.alliance_id))
        demand(by, "councils.change", alliance)
        _check(member)
        member.save()
        ALLIANCE_MACHINE.note(
            alliance, "appoint", f"聘任{member.title}", Acting(by, member.unit, member.decided_by)
        )
    return member


def change_member(member: ConcurrentMember, *, by: Any, **terms: Any) -> ConcurrentMember:
    """Correct what is said of the term, or end it by its last day. Refusals as in appointing."""
    with transaction.atomic():
        alliance = lock_alliance(Alliance(pk=member.alliance_id))
        demand(by, "councils.change", alliance)
        locked = ConcurrentMember.objects.select_related("unit", "alliance").get(pk=member.pk)
        for name, value in terms.items():
            setattr(locked, name, value)
        _check(locked)
        locked.version += 1
        locked.save(update_fields=[*terms, "version"])
    return locked


def _check(member: ConcurrentMember) -> None:
    if member.until_on and member.until_on < member.from_on:
        raise Refusal("dates_reversed", "任期止在任期起之前，请核对。")
    if not member.alliance.memberships.in_force(member.from_on).filter(unit=member.unit).exists():
        raise Refusal("not_member", f"{member.unit}在任期开始时不是成员单位，请先办理加入。")
    same = member.alliance.concurrent_members.filter(unit=member.unit, name=member.name).exclude(pk=member.pk)
    if member.until_on:
        same = same.filter(from_on__lte=member.until_on)
    if same.exclude(until_on__lt=member.from_on).exists():
        raise Refusal("already_sits", "这个人在这段时间里已在任，请核对任期。")
