"""Claiming: the one moment where many want the same place."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from members.behalf import need_basis
from members.models import Unit
from members.places.models import policy_of
from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import Acting
from projects.claims.models import Claim, Part
from projects.claims.refusals import already_claimed, full, lead_taken, need_positive, refusal_of_constraint
from projects.claims.rules import is_enrolled, may_claim_for
from projects.claims.states import CLAIM_MACHINE, HOLDING, STANDING, ClaimState
from projects.listings.models import Project
from projects.listings.states import ListingState

ASKED_OF_PROJECT = (
    *("region", "year", "category", "unit", "number", "title", "state", "capacity", "claimed"),
    *("claim_opens_at", "claim_closes_at", "reserved_until"),
)

# Three rows at most: the next in line is waiting. Written out because the ORM takes longer to build it
# than the database to answer.
CLAIMS_THERE = """
    SELECT * FROM projects_claim WHERE project_id = %(project)s AND (
      unit_id = %(unit)s AND state IN %(standing)s
      OR part = 'lead' AND state IN %(holding)s
      OR ordinal = (SELECT max(ordinal) FROM projects_claim WHERE project_id = %(project)s))
"""

BEGUN_AS: dict[str, str] = {ClaimState.INTENTION: "登记意向", ClaimState.OFFERED: "邀请续认领"}


def claim_project(
    project: Project,
    *,
    unit: Unit,
    by: Any,
    part: str | None = None,
    promise: str = "",
    amount: Decimal | None = None,
    basis: str = "",
) -> Claim:
    """Take a place of the project for the unit, at once.

    - An intention or an offered renewal of the unit becomes the claim.
    - With money it waits for the unit's secretary (待单位确认) and holds its place meanwhile.
    - Without `part` the unit leads where no one does yet, else it is a partner.

    Refusals: full, already_claimed, lead_taken, not_open, reserved, too_late, amount_not_positive;
    403 not_for_this_unit.
    """
    need_positive(amount)
    acting = _acting(project, unit, by, basis)
    _refuse_if_full(project, unit)
    try:
        with transaction.atomic():
            locked = lock_project(project.pk)
            there = claims_there(locked, unit)
            _check_place(locked, unit, there.own)
            terms = _terms(locked, there.lead, part, promise, amount)
            if there.own is None:
                return enter_claim(locked, unit, acting, terms, state=_state_for(amount), after=there)
            verb = "claim-with-money" if amount is not None else "claim"
            CLAIM_MACHINE.take(there.own, verb, acting, **terms)
            return there.own
    except IntegrityError as error:
        raise refusal_of_constraint(error, project) from error


def state_intention(project: Project, *, unit: Unit, by: Any, promise: str = "", basis: str = "") -> Claim:
    """意向: say that the unit means to claim. Holds no place."""
    acting = _acting(project, unit, by, basis)
    try:
        with transaction.atomic():
            locked = lock_project(project.pk)
            if locked.state != ListingState.PUBLISHED:
                raise Refusal("not_open", "项目当前未开放，不能登记意向。")
            there = claims_there(locked, unit)
            if there.own is not None:
                raise already_claimed(unit)
            terms = {"part": Part.PARTNER, "promise": promise, "claimed_by": by}
            return enter_claim(locked, unit, acting, terms, state=ClaimState.INTENTION, after=there)
    except IntegrityError as error:
        raise refusal_of_constraint(error, project) from error


def lock_project(pk: int) -> Project:
    """The project's row, held until the transaction ends: claims of one project stand in line here.

    Only what claiming asks of it is read; anything else is read when it is asked for.
    """
    return Project.objects.select_for_update(no_key=True).only(*ASKED_OF_PROJECT).get(pk=pk)


@dataclass(frozen=True)
class ClaimsThere:
    """The claims that matter to one more: how the unit stands, who else leads, the last ordinal given."""

    own: Claim | None
    lead: Claim | None
    last_ordinal: int


def claims_there(project: Project, unit: Unit) -> ClaimsThere:
    """Read once the project's row is held: before, it could be old by the time one's turn comes."""
    asked = {"project": project.pk, "unit": unit.pk, "standing": STANDING, "holding": HOLDING}
    found = list(Claim.objects.raw(CLAIMS_THERE, asked))
    own = next((each for each in found if each.unit_id == unit.pk and each.state in STANDING), None)
    holding = (each for each in found if each.part == Part.LEAD and each.state in HOLDING)
    lead = next((each for each in holding if each is not own), None)
    return ClaimsThere(own, lead, max((each.ordinal for each in found), default=0))


def _acting(project: Project, unit: Unit, by: Any, basis: str) -> Acting:
    if not may_claim_for(by, unit.pk, project.region_id):
        raise Forbidden("not_for_this_unit", "您不能代表这家单位认领。请核对所代表的单位，或联系党建办。")
    need_basis(by, unit.pk, project.region_id, basis)
    if unit.pk == project.unit_id:
        raise Forbidden("not_for_this_unit", "不能认领本单位发布的项目。")
    if not is_enrolled(by, unit.pk, project.region_id):
        raise Forbidden("not_for_this_unit", "该单位未在本街道（镇）入册，不能认领。请先办理入册。")
    return Acting(by, for_unit=unit, basis=basis)


def _refuse_if_full(project: Project, unit: Unit) -> None:
    """Say no without waiting in line, where what was read already says so and still does."""
    if project.remaining != 0:
        return
    now = Project.objects.only("capacity", "claimed").get(pk=project.pk)
    if now.remaining == 0 and not project.claims.standing().filter(unit=unit).exists():
        raise full(project)


def _check_place(project: Project, unit: Unit, own: Claim | None) -> None:
    now = timezone.now()
    if own is not None and own.state not in (ClaimState.INTENTION, ClaimState.OFFERED):
        raise already_claimed(unit)
    if project.state != ListingState.PUBLISHED:
        raise Refusal("not_open", f"项目{project.get_state_display()}，不能认领。")
    if project.claim_opens_at and now < project.claim_opens_at:
        opens = timezone.localtime(project.claim_opens_at)
        raise Refusal("not_open", f"{opens:%m月%d日 %H:%M} 开始认领；现在可以先登记意向。")
    if project.claim_closes_at and now >= project.claim_closes_at:
        closed = timezone.localtime(project.claim_closes_at)
        raise Refusal("too_late", f"认领已于 {closed:%m月%d日 %H:%M} 截止。如仍有意愿，请联系党建办。")
    if own is not None and own.state in HOLDING:
        return  # an offered renewal: the place has been kept for it, whoever else may claim first
    if project.reserved_until and now < project.reserved_until and not _is_reserved_for(project, unit):
        until = timezone.localtime(project.reserved_until)
        raise Refusal("reserved", f"优先期内只有指定单位可认领，{until:%m月%d日 %H:%M} 后对全部单位开放。")
    if project.remaining == 0:
        raise full(project)


def _is_reserved_for(project: Project, unit: Unit) -> bool:
    return project.reserved_for.filter(pk=unit.pk).exists()


def _terms(
    project: Project, lead: Claim | None, part: str | None, promise: str, amount: Decimal | None
) -> dict[str, Any]:
    if part == Part.LEAD and lead is not None:
        raise lead_taken(lead)
    answer_until = None
    if amount is not None:
        answer_until = timezone.now() + dt.timedelta(days=policy_of(project.region).endorse_days)
    return {
        "part": part or (Part.PARTNER if lead else Part.LEAD),
        "promise": promise,
        "amount": amount,
        "answer_until": answer_until,
        "claimed_at": timezone.now(),
    }


def _state_for(amount: Decimal | None) -> str:
    return ClaimState.SUBMITTED if amount is None else ClaimState.PENDING_UNIT


def enter_claim(
    project: Project, unit: Unit, acting: Acting, terms: dict[str, Any], *, state: str, after: ClaimsThere
) -> Claim:
    """Write a new claim and its first step; the project's row is locked by the caller."""
    fields = {"claimed_by": acting.by, **terms}
    claim = Claim(project=project, unit=unit, ordinal=after.last_ordinal + 1, state=state, **fields)
    claim.save(force_insert=True)
    CLAIM_MACHINE.begin(claim, BEGUN_AS.get(state, "认领"), acting)
    return claim
