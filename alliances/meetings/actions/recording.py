"""共建纪实 of a meeting that took place, once; and of work on resolutions, as their evidence."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from alliances.councils.behalf import need_basis
from alliances.meetings.actions.locking import lock_meeting, lock_resolution
from alliances.meetings.models import Answer, Meeting, Resolution
from alliances.meetings.states import MEETING_MACHINE, OPEN, RESOLUTION_MACHINE, TOOK_PLACE
from alliances.records.actions import Account, enter_record
from alliances.records.models import Record
from members.units.models import Unit
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, wrong_state


def record_meeting(
    meeting: Meeting,
    account: Account,
    *,
    by: Any,
    units: dict[Unit, int] | None = None,
    neighbourhoods: Sequence[Unit] | None = None,
    basis: str = "",
) -> Record:
    """Enter the record of a meeting and link it. Without `units` those took part who came.

    Refusals: already_recorded, wrong_state, and those of `enter_record`.
    """
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        demand(by, "meetings.run", locked)
        if locked.state not in TOOK_PLACE:
            raise wrong_state(locked, "登记纪实")
        if locked.records.counted().exists():
            raise Refusal("already_recorded", "这次会议已登记共建纪实，无需重复登记；可打开那一条更正。")
        record = enter_record(
            account,
            by=by,
            region=locked.alliance.region,
            units=units or dict.fromkeys(who_came(locked), 1),
            neighbourhoods=neighbourhoods or [],
            basis=basis,
        )
        locked.records.add(record)
        MEETING_MACHINE.note(locked, "record", "登记纪实", Acting(by, opinion=record.summary, basis=basis))
    return record


def who_came(meeting: Meeting) -> list[Unit]:
    """The units that arrived; where nobody was ticked, those that said they would come."""
    asked = Unit.objects.filter(invitations__meeting=meeting).order_by("pk")
    there = asked.filter(invitations__meeting=meeting, invitations__arrived_at__isnull=False)
    coming = Q(invitations__meeting=meeting, invitations__answer__in=[Answer.ATTEND, Answer.SUBSTITUTE])
    return list(there) or list(asked.filter(coming))


def record_resolutions(
    resolutions: Sequence[Resolution],
    account: Account,
    *,
    by: Any,
    units: dict[Unit, int] | None = None,
    neighbourhoods: Sequence[Unit] | None = None,
    basis: str = "",
) -> Record:
    """Enter one record of work on these resolutions and link it to each. Totals count it once.

    Without `units` those of the resolutions took part alike.
    Refusals: wrong_state, basis_needed, and those of `enter_record`.
    """
    with transaction.atomic():
        locked = [_open_for_records(each, by, basis) for each in sorted(resolutions, key=lambda r: r.pk)]
        record = enter_record(
            account,
            by=by,
            region=locked[0].meeting.alliance.region,
            units=units or {each.unit: 1 for each in locked},
            neighbourhoods=neighbourhoods or [],
            basis=basis,
        )
        for each in locked:
            each.records.add(record)
            acting = Acting(by, for_unit=each.unit, opinion=record.summary, basis=basis)
            RESOLUTION_MACHINE.note(each, "record", "登记纪实", acting)
    return record


def _open_for_records(resolution: Resolution, by: Any, basis: str) -> Resolution:
    locked = lock_resolution(resolution)
    demand(by, "resolutions.report", locked)
    if locked.state not in OPEN:
        raise wrong_state(locked, "登记纪实")
    need_basis(by, locked.unit_id, locked.meeting.alliance, basis)
    return locked
