"""备案: the office takes an agreed pairing on file, and it is in force for its term."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.pairing.actions.limits import save_within
from alliances.pairing.locking import lock_pairing
from alliances.pairing.models import Pairing
from alliances.pairing.notices import occasion, tell_sides
from alliances.pairing.states import PAIRING_MACHINE
from members.places.models import policy_of
from portal.permits import demand
from portal.refusals import Forbidden
from portal.workflow.machine import Acting, undo_until


def file_pairing(pairing: Pairing, *, by: Any, opinion: str = "", signed_on: Any = None) -> Pairing:
    """备案. Raises Forbidden (`four_eyes` where the office keeps 经办 and 审核 apart and `by` drafted it).

    Refusals: wrong_state, host_full, partner_full.
    """
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.file", locked)
        if by is not None and locked.drafted_by_id == by.pk and policy_of(locked.programme.region).four_eyes:
            raise Forbidden("four_eyes", "本街道（镇）规定经办与审核分开：您草拟的结对须由其他人员备案。")
        now = timezone.now()
        changes = {"filed_at": now, "signed_on": signed_on or locked.signed_on or timezone.localdate(now)}
        acting = Acting(by, opinion=opinion)
        save_within(locked, lambda: PAIRING_MACHINE.take(locked, "file", acting, **changes))
        tell_sides(
            locked,
            occasion(locked, "filed"),
            f"结对已备案：{locked}",
            body=f"{locked.number}，{locked.from_on:%Y-%m-%d} 至 {locked.until_on:%Y-%m-%d}。",
            due_at=undo_until(now),
        )
    return locked
