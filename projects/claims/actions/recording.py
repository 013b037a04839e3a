"""Work on a claim: records entered once for any number of claims, and facts the neighbourhoods confirm."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alliances.records.actions import Account, enter_record
from alliances.records.models import Record
from members.behalf import need_basis
from members.models import Unit
from portal.permits import demand
from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import Acting, wrong_state
from projects.claims.actions.deciding import lock_claim
from projects.claims.models import Claim, ClaimRecord, Contribution, Feedback
from projects.claims.refusals import need_positive
from projects.claims.rules import may_claim_for
from projects.claims.states import CLAIM_MACHINE, WORKED_ON, ClaimState
from projects.listings.models import Project


def record_work(
    claims: Sequence[Claim],
    account: Account,
    *,
    by: Any,
    units: dict[Unit, int] | None = None,
    neighbourhoods: Sequence[Unit] | None = None,
    basis: str = "",
) -> Record:
    """Enter one record and link it to every claim given. Totals count it once.

    Without `units` those of the claims took part alike; without `neighbourhoods` it was for those of
    the projects. Refusals: wrong_state, basis_needed, and those of `enter_record`.
    """
    with transaction.atomic():
        locked = [_open_for_records(claim, by, basis) for claim in sorted(claims, key=lambda c: c.pk)]
        record = enter_record(
            account,
            by=by,
            region=locked[0].project.region,
            units=units or {claim.unit: 1 for claim in locked},
            neighbourhoods=_served_by(locked) if neighbourhoods is None else list(neighbourhoods),
            basis=basis,
        )
        for claim in locked:
            _link(claim, record, by, basis)
    return record


def _served_by(claims: Sequence[Claim]) -> list[Unit]:
    """The 村居 that the projects are for; where a project names none, its publisher, if that is one."""
    projects = [claim.project_id for claim in claims]
    unnamed = Project.objects.filter(pk__in=projects, neighbourhoods=None)
    served = Q(projects_for__in=projects) | Q(neighbourhood__isnull=False, projects__in=unnamed)
    return list(Unit.objects.filter(served).distinct())


def link_record(claim: Claim, record: Record, *, by: Any) -> ClaimRecord:
    """Let a record that stands already serve this claim too; entered once, counted once."""
    with transaction.atomic():
        locked = _open_for_records(claim, by, basis="关联已有纪实")
        if not Record.objects.visible_to(by).counted().filter(pk=record.pk).exists():
            raise Refusal("wrong_state", "这条纪实不存在或已作废，不能关联。")
        found = ClaimRecord.objects.filter(claim=locked, record=record).first()
        return found or _link(locked, record, by, "")


def promise(claim: Claim, kind: str, amount: Decimal, *, by: Any, note: str = "") -> Contribution:
    """Say what the unit will bring; saying it again changes it, as long as the claim is not closed.

    Refusals: wrong_state, amount_not_positive.
    """
    need_positive(amount)
    with transaction.atomic():
        locked = lock_claim(claim.pk)
        demand(by, "claims.record", locked)
        if locked.state == ClaimState.CLOSED:
            raise wrong_state(locked, "修改承诺")
        made, _ = Contribution.objects.update_or_create(
            claim=locked, kind=kind, defaults={"promised": amount, "note": note}
        )
    return made


def confirm_facts(
    claim: Claim,
    *,
    neighbourhood: Unit,
    by: Any,
    done: bool,
    done_on: dt.date | None = None,
    people: int | None = None,
    rating: int | None = None,
    comment: str = "",
    basis: str = "",
) -> Feedback:
    """村居核实: one neighbourhood says what it knows of the claim. Saying it again corrects it.

    Refusals: wrong_state, not_yet, basis_needed; 403 not_for_this_unit.
    """
    facts = {"done": done, "done_on": _day_done(done, done_on), "people": people}
    private = {"rating": rating, "comment": comment}
    given = {"by": by, "basis": basis, "given_at": timezone.now()}
    with transaction.atomic():
        locked = lock_claim(claim.pk)
        _may_confirm(locked, neighbourhood, by, basis)
        if locked.state not in WORKED_ON:
            raise wrong_state(locked, "核实")
        said, _ = Feedback.objects.update_or_create(
            claim=locked, neighbourhood=neighbourhood, defaults=facts | private | given
        )
        words = "已完成" if done else "尚未完成"
        acting = Acting(by, for_unit=neighbourhood, opinion=words, basis=basis)
        CLAIM_MACHINE.note(locked, "feedback", "村居核实", acting)
    return said


def _day_done(done: bool, said: dt.date | None) -> dt.date | None:
    """The day it was done, today unless told; none where it is not. Raises Refusal `not_yet`."""
    today = timezone.localdate()
    if said is not None and said > today:
        raise Refusal("not_yet", "完成日期在今天之后，请核对。")
    return (said or today) if done else None


def _open_for_records(claim: Claim, by: Any, basis: str) -> Claim:
    locked = lock_claim(claim.pk)
    demand(by, "claims.record", locked)
    if locked.state not in WORKED_ON:
        raise wrong_state(locked, "登记纪实")
    need_basis(by, locked.unit_id, locked.project.region_id, basis, doing="代单位登记")
    return locked


def _link(claim: Claim, record: Record, by: Any, basis: str) -> ClaimRecord:
    link = ClaimRecord.objects.create(claim=claim, record=record)
    happened = dt.datetime.combine(record.occurred_on, dt.time(12), tzinfo=timezone.get_current_timezone())
    acting = Acting(by, for_unit=claim.unit, opinion=record.summary, basis=basis, occurred_at=happened)
    CLAIM_MACHINE.note(claim, "record", "登记纪实", acting)
    return link


def _may_confirm(claim: Claim, neighbourhood: Unit, by: Any, basis: str) -> None:
    project = claim.project
    ours = neighbourhood.pk == project.unit_id or project.neighbourhoods.filter(pk=neighbourhood.pk).exists()
    if not ours or not may_claim_for(by, neighbourhood.pk, project.region_id):
        raise Forbidden("not_for_this_unit", "只有项目的受益村居可以核实。")
    need_basis(by, neighbourhood.pk, project.region_id, basis, doing="代村居核实")
