"""Both secretaries agree: proposing, consent of each side, declining, taking back, lapsing."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.pairing.actions.drafting import need_basis, refuse_strangers
from alliances.pairing.actions.limits import save_within
from alliances.pairing.actions.programmes import refuse_closed
from alliances.pairing.agreement.keeping import keep_words
from alliances.pairing.locking import lock_pairing
from alliances.pairing.models import SIDES, Pairing, Side
from alliances.pairing.notices import occasion, tell_office, tell_sides, tell_signers
from alliances.pairing.numbering import number_for
from alliances.pairing.rules import signs_on
from alliances.pairing.states import PAIRING_MACHINE, PairingState
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, undo_until, wrong_state

NO_CONSENTS: dict[str, Any] = {
    f"{side}_agreed_{what}": None for side in ("host", "partner") for what in ("at", "by")
}


def propose(pairing: Pairing, *, by: Any, basis: str = "") -> Pairing:
    """提请双方同意: its text is frozen from here on; both secretaries have the round's days to agree.

    Refusals: wrong_state, closed, not_enrolled, unit_ended, host_full, partner_full.
    """
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.draft", locked)
        if not PAIRING_MACHINE.can(locked, "propose"):
            raise wrong_state(locked, "提请双方同意")
        refuse_closed(locked.programme)
        refuse_strangers(locked)
        now = timezone.now()
        changes = {
            **number_for(locked),
            "edition": locked.edition + 1,
            "answer_until": now + dt.timedelta(days=locked.programme.answer_days),
        }
        acting = Acting(by, for_unit=locked.drafted_for, basis=basis)
        save_within(locked, lambda: PAIRING_MACHINE.take(locked, "propose", acting, **changes))
        keep_words(locked)
        tell_signers(
            locked,
            occasion(locked, "proposed"),
            f"结对协议待同意：{locked}",
            body=f"{locked.number}，请在 {timezone.localtime(locked.answer_until):%Y-%m-%d} 前答复。",
            due_at=undo_until(now),
        )
    return locked


def agree(pairing: Pairing, *, by: Any, side: str, basis: str = "") -> Pairing:
    """同意 for one side: its secretary, or staff with a basis (stamped paper). The second makes it 待备案.

    Agreeing twice changes nothing. Refusals: wrong_state, lapsed, unit_ended, not_enrolled, basis_needed.
    """
    if side not in SIDES:
        raise Refusal("odd_side", "请写明代表哪一方同意。")
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, f"pairings.agree_{side}", locked, sentence="协议由双方党组织书记同意，您不能代表这一方。")
        need_basis(by, locked, side, basis)
        if locked.agreed_by(side) and locked.state in (PairingState.PROPOSED, PairingState.AGREED):
            return locked
        _refuse_unasked(locked)
        refuse_strangers(locked)
        _consent(locked, side, by, basis)
        if all(locked.agreed_by(each) for each in SIDES):
            key, title = occasion(locked, "agreed"), f"双方已同意，待备案：{locked}"
            tell_office(locked, key, title, body=locked.number or "", due_at=undo_until(timezone.now()))
    return locked


def decline(pairing: Pairing, *, by: Any, reason: str, side: str = "", basis: str = "") -> Pairing:
    """不同意, with the reason. Refusals: reason_needed, wrong_state, basis_needed."""
    if not reason.strip():
        raise Refusal("reason_needed", "请写明不同意的原因，对方可以修改后重新提请。")
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.decline", locked)
        need_basis(by, locked, side or _side_of(by, locked), basis)
        acting = Acting(
            by, for_unit=_unit_of(locked, side or _side_of(by, locked)), opinion=reason, basis=basis
        )
        PAIRING_MACHINE.take(locked, "decline", acting, end_reason=reason)
        tell_sides(locked, occasion(locked, "declined"), f"结对协议未获同意：{locked}", body=reason)
    return locked


def withdraw(pairing: Pairing, *, by: Any, reason: str = "") -> Pairing:
    """撤回 a draft or what was proposed, as long as it is not filed. Refusal: wrong_state."""
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.withdraw", locked, sentence="只有草拟的一方能撤回；不同意的请选“不同意”。")
        acting = Acting(by, for_unit=locked.drafted_for, opinion=reason)
        PAIRING_MACHINE.take(locked, "withdraw", acting, end_reason=reason)
        if locked.edition:
            tell_sides(locked, occasion(locked, "withdrawn"), f"结对协议已撤回：{locked}", body=reason)
    return locked


def send_back(pairing: Pairing, *, by: Any, reason: str) -> Pairing:
    """退回修改, by either side or the office: a draft again, both consents void.

    Refusals: reason_needed, wrong_state.
    """
    if not reason.strip():
        raise Refusal("reason_needed", "请写明要修改什么。")
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.draft", locked)
        acting = Acting(by, opinion=reason)
        PAIRING_MACHINE.take(locked, "send-back", acting, answer_until=None, **NO_CONSENTS)
        tell_sides(locked, occasion(locked, "sent-back"), f"结对协议退回修改：{locked}", body=reason)
    return locked


def lapse_passed(now: dt.datetime | None = None) -> int:
    """For the daily job: what nobody answered in time lapses. Returns how many."""
    now = now or timezone.now()
    lapsed = 0
    waiting = Pairing.objects.filter(state=PairingState.PROPOSED, answer_until__lte=now)
    for found in waiting.order_by("programme_id", "pk"):
        with transaction.atomic():
            locked = lock_pairing(found)
            if locked.state == PairingState.PROPOSED and locked.is_past_answering(now):
                PAIRING_MACHINE.take(locked, "lapse", Acting(None), end_reason="到期未获双方同意")
                tell_sides(locked, occasion(locked, "lapsed"), f"结对协议逾期未获双方同意，已失效：{locked}")
                lapsed += 1
    return lapsed


def _refuse_unasked(pairing: Pairing) -> None:
    if pairing.state != PairingState.PROPOSED:
        raise wrong_state(pairing, "同意")
    if pairing.is_past_answering(timezone.now()):
        until = timezone.localtime(pairing.answer_until)
        raise Refusal("lapsed", f"答复期限是 {until:%Y-%m-%d %H:%M}，已经过了。请由一方重新草拟并提请。")


def _consent(pairing: Pairing, side: str, by: Any, basis: str) -> None:
    """One side's word: a step of its own, and the move to 待备案 with the second."""
    changes: dict[str, Any] = {f"{side}_agreed_at": timezone.now(), f"{side}_agreed_by": by}
    acting = Acting(by, for_unit=_unit_of(pairing, side), basis=basis)
    other = Side.PARTNER if side == Side.HOST else Side.HOST
    if pairing.agreed_by(other):
        PAIRING_MACHINE.take(pairing, "agree", acting, **changes)
        return
    for name, value in changes.items():
        setattr(pairing, name, value)
    pairing.version += 1
    pairing.save(update_fields=[*changes, "version"])
    PAIRING_MACHINE.note(pairing, f"consent-{side}", f"{Side(side).label}同意", acting)


def _unit_of(pairing: Pairing, side: str) -> Any:
    return pairing.host if side == Side.HOST else pairing.partner


def _side_of(by: Any, pairing: Pairing) -> str:
    return next((side for side in SIDES if signs_on(by, pairing, side)), Side.HOST)
