"""Moves of a claim after it was made: the unit's own, and the office's decisions."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.behalf import need_basis
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, undo_until
from projects.claims.actions.claiming import lock_project
from projects.claims.models import Claim, Contribution, ContributionKind
from projects.claims.notices import tell_unit
from projects.claims.states import CLAIM_MACHINE

AS_CONFIRMED = "随认领确认记入"
"""The note of a contribution that confirming wrote and nobody has changed since: undoing takes it away."""


def lock_claim(pk: int) -> Claim:
    """The claim's row, held until the transaction ends, with what its rules read."""
    claims = Claim.objects.select_for_update(no_key=True, of=("self",))
    return claims.select_related("project__region", "project__unit", "unit").get(pk=pk)


def lock_claim_and_place(claim: Claim) -> Claim:
    """The claim's row after its project's, for whatever may take or free a place.

    All who do so lock in this order: in the other one, two of them could wait for each other for ever.
    """
    lock_project(claim.project_id)
    return lock_claim(claim.pk)


def endorse_claim(claim: Claim, *, by: Any, opinion: str = "", basis: str = "") -> Claim:
    """单位确认: the secretary agrees to the money; staff do it on the strength of the stamped form.

    `answer_until` stays: whoever takes this back has until the same day.
    """
    return _move(claim, "endorse", "claims.endorse", by, opinion=opinion, basis=basis)


def confirm_claim(claim: Claim, *, by: Any, opinion: str = "") -> Claim:
    """确认认领: the unit hears of it when the ten minutes for undoing are over."""
    with transaction.atomic():
        moved = _move(claim, "confirm", "claims.confirm", by, opinion=opinion, confirmed_at=timezone.now())
        if moved.amount is not None:
            Contribution.objects.get_or_create(
                claim=moved,
                kind=ContributionKind.MONEY,
                defaults={"promised": moved.amount, "note": AS_CONFIRMED},
            )
        tell_unit(moved, "confirm", f"认领已确认：{moved.project.title}", due_at=undo_until(timezone.now()))
    return moved


def not_adopt_claim(claim: Claim, *, by: Any, opinion: str) -> Claim:
    """暂不采用, with its reason; the place is free at once."""
    _need_reason(opinion)
    with transaction.atomic():
        moved = _move(claim, "not-adopt", "claims.not_adopt", by, opinion=opinion, end_reason=opinion)
        tell_unit(
            moved,
            "not-adopt",
            f"认领暂不采用：{moved.project.title}",
            body=f"原因：{opinion}",
            due_at=undo_until(timezone.now()),
        )
    return moved


def withdraw_claim(claim: Claim, *, by: Any, opinion: str = "", basis: str = "") -> Claim:
    """撤回, as long as it is not confirmed; the place is free at once."""
    return _move(claim, "withdraw", "claims.withdraw", by, opinion=opinion, basis=basis)


def release_claim(claim: Claim, *, by: Any, opinion: str, basis: str = "") -> Claim:
    """退出 after confirmation, with its reason; the place is free at once and the office sees it."""
    _need_reason(opinion)
    return _move(claim, "release", "claims.release", by, opinion=opinion, basis=basis, end_reason=opinion)


def complete_claim(
    claim: Claim, *, by: Any, opinion: str = "", basis: str = "", occurred_at: dt.datetime | None = None
) -> Claim:
    """提交完成: the unit says the work is done; neighbourhoods confirm the facts, the office closes."""
    return _move(
        claim,
        "complete",
        "claims.complete",
        by,
        opinion=opinion,
        basis=basis,
        occurred_at=occurred_at,
        completed_at=timezone.now(),
    )


def send_back_claim(claim: Claim, *, by: Any, opinion: str) -> Claim:
    """退回补充: something is missing; what, stands in the opinion."""
    _need_reason(opinion)
    with transaction.atomic():
        moved = _move(claim, "send-back", "claims.send_back", by, opinion=opinion, completed_at=None)
        tell_unit(
            moved,
            "send-back",
            f"请补充：{moved.project.title}",
            body=opinion,
            due_at=undo_until(timezone.now()),
        )
    return moved


def close_claim(claim: Claim, *, by: Any, opinion: str = "") -> Claim:
    """办结. What neighbourhoods have not confirmed yet is said on the page, and does not stop the office."""
    with transaction.atomic():
        moved = _move(claim, "close", "claims.close", by, opinion=opinion, closed_at=timezone.now())
        tell_unit(moved, "close", f"已办结：{moved.project.title}", due_at=undo_until(timezone.now()))
    return moved


def lapse_claim(claim: Claim) -> Claim | None:
    """Let a claim whose day for answering has passed lapse. Returns early if somebody answered meanwhile."""
    with transaction.atomic():
        locked = lock_claim_and_place(claim)
        waits = CLAIM_MACHINE.can(locked, "lapse")
        if not waits or locked.answer_until is None or locked.answer_until > timezone.now():
            return None
        CLAIM_MACHINE.take(locked, "lapse", Acting(None, for_unit=locked.unit))
        tell_unit(locked, "lapse", f"认领逾期失效：{locked.project.title}", body="期限内未确认，名额已释放。")
    return locked


def _move(
    claim: Claim,
    verb: str,
    rule: str,
    by: Any,
    *,
    opinion: str = "",
    basis: str = "",
    occurred_at: dt.datetime | None = None,
    **changes: Any,
) -> Claim:
    with transaction.atomic():
        locked = lock_claim_and_place(claim)
        demand(by, rule, locked)
        by_unit = verb in ("endorse", "withdraw", "release", "complete")
        if by_unit:
            need_basis(by, locked.unit_id, locked.project.region_id, basis)
        acting = Acting(
            by,
            for_unit=locked.unit if by_unit else None,
            opinion=opinion,
            basis=basis,
            occurred_at=occurred_at,
        )
        CLAIM_MACHINE.take(locked, verb, acting, **changes)
    return locked


def _need_reason(opinion: str) -> None:
    if not opinion.strip():
        raise Refusal("reason_needed", "请写明原因，对方会看到这句话。")
