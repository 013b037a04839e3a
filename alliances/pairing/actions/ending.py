"""Renewing, terminating, running out; taking back what one has just done."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.pairing.actions.agreeing import NO_CONSENTS
from alliances.pairing.actions.drafting import copied, draft_pairing
from alliances.pairing.locking import lock_pairing
from alliances.pairing.models import SIDES, Pairing, Programme
from alliances.pairing.notices import occasion, tell_sides
from alliances.pairing.planning import DAY
from alliances.pairing.states import GIVEN_UP, KEPT, PAIRING_MACHINE, PairingState
from portal.outbox.actions import cancel
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, check_undo, undo_until, wrong_state
from portal.workflow.models import Step

RENEWABLE = (PairingState.FILED, PairingState.EXPIRED)


FORGOTTEN: dict[str, dict[str, Any]] = {
    "file": {"filed_at": None},
    "terminate": {"ended_on": None, "end_reason": ""},
}
"""What a move wrote beside the state, and its undoing takes away."""


def renew(
    pairing: Pairing, *, by: Any, programme: Programme | None = None, until_on: dt.date | None = None
) -> Pairing:
    """续签: a draft for the time after, with the same two and the same undertakings, to be agreed anew.

    It begins the day after the last one, or today where that is past; in another round, where one is given.
    Refusals: wrong_state, already_renewed, and those of drafting.
    """
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.draft", locked)
        if locked.state not in RENEWABLE:
            raise wrong_state(locked, "续签")
        after = locked.renewals.exclude(state__in=GIVEN_UP).first()
        if after is not None:
            raise Refusal("already_renewed", f"已有续签（{after.get_state_display()}），请打开那一条办理。")
        return draft_pairing(
            programme or locked.programme,
            host=locked.host,
            partner=locked.partner,
            post=locked.post,
            mode=locked.mode,
            from_on=max(locked.until_on + DAY, timezone.localdate()),
            until_on=until_on,
            aim=locked.aim,
            terms=locked.terms,
            renews=locked,
            commitments=copied(locked.commitments.all()),
            by=by,
        )


def terminate(pairing: Pairing, *, by: Any, reason: str, ended_on: dt.date | None = None) -> Pairing:
    """终止 before its time, with the reason; its last day is today unless told.

    One that has not begun never was in force.

    Refusals: reason_needed, wrong_state, odd_day.
    """
    if not reason.strip():
        raise Refusal("reason_needed", "请写明终止的原因。")
    with transaction.atomic():
        locked = lock_pairing(pairing)
        demand(by, "pairings.terminate", locked)
        day = ended_on or timezone.localdate()
        if day > locked.until_on:
            raise Refusal("odd_day", f"协议到 {locked.until_on:%Y-%m-%d} 为止，终止日期不能在它之后。")
        last = day if day >= locked.from_on else None
        PAIRING_MACHINE.take(
            locked, "terminate", Acting(by, opinion=reason), ended_on=last, end_reason=reason
        )
        tell_sides(
            locked,
            occasion(locked, "terminated"),
            f"结对已终止：{locked}",
            body=reason,
            due_at=undo_until(timezone.now()),
        )
    return locked


def end_passed(today: dt.date) -> int:
    """For the daily job: filed ones whose last day is over are 已到期, or 已续签 where a renewal is filed."""
    ended = 0
    over = Pairing.objects.filter(state=PairingState.FILED, until_on__lt=today)
    for found in over.order_by("programme_id", "pk"):
        with transaction.atomic():
            locked = lock_pairing(found)
            if locked.state == PairingState.FILED:
                followed = locked.renewals.filter(state__in=KEPT).exists()
                PAIRING_MACHINE.take(locked, "succeed" if followed else "expire", Acting(None))
                ended += 1
    return ended


def undo_pairing(pairing: Pairing, *, by: Any) -> Pairing:
    """Take back one's own last act within ten minutes: proposing, a consent, filing, terminating.

    Refusals: wrong_state, too_late; Forbidden `not_yours`.
    """
    with transaction.atomic():
        locked = lock_pairing(pairing)
        newest = Step.objects.about(locked).order_by("-id").first()
        if newest is not None and newest.verb.startswith("consent-"):
            check_undo(newest, by)
            return _take_consent_back(locked, newest.verb.removeprefix("consent-"), by)
        last = PAIRING_MACHINE.last_undoable(locked, by)
        cancel(occasion(locked, f"{last.to_state}"))
        PAIRING_MACHINE.undo(locked, Acting(by, for_unit=last.for_unit), **_forgotten(locked, last))
    return locked


def _forgotten(pairing: Pairing, last: Step) -> dict[str, Any]:
    """What the move wrote beside the state."""
    if last.verb == "propose":
        return {"answer_until": None, **NO_CONSENTS}
    if last.verb == "agree":
        side = max(SIDES, key=lambda each: getattr(pairing, f"{each}_agreed_at"))
        return _without(side)
    return FORGOTTEN[last.verb]


def _take_consent_back(pairing: Pairing, side: str, by: Any) -> Pairing:
    changes = _without(side)
    for name, value in changes.items():
        setattr(pairing, name, value)
    pairing.version += 1
    pairing.save(update_fields=[*changes, "version"])
    PAIRING_MACHINE.note(pairing, "undo", "撤回同意", Acting(by))
    return pairing


def _without(side: str) -> dict[str, Any]:
    return {f"{side}_agreed_at": None, f"{side}_agreed_by": None}
