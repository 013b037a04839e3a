"""What a claim that cannot be is told: who has it, and what is still open nearby."""

from decimal import Decimal

from django.db import IntegrityError
from django.utils import timezone

from members.models import Unit
from portal.constraints import broken_constraint
from portal.refusals import Refusal
from projects.claims.models import Claim
from projects.claims.states import HOLDING
from projects.listings.models import Project


def full(project: Project) -> Refusal:
    """名额已满, with the holders and up to three projects that still want somebody."""
    holders = [claim.unit.name for claim in _held(project)]
    who = f"，由{holders[0]}{f'等 {len(holders)} 家' if len(holders) > 1 else ''}认领" if holders else ""
    nearby = "、".join(f"“{other.title}”" for other in nearby_open(project))
    hint = f"附近还可认领：{nearby}。" if nearby else "可到认领大厅查看其他项目。"
    return Refusal("full", f"名额已满{who}。{hint}")


def already_claimed(unit: Unit) -> Refusal:
    return Refusal("already_claimed", f"{unit.name}已认领或登记过这个项目，无需重复办理。")


def lead_taken(lead: Claim) -> Refusal:
    return Refusal("lead_taken", f"已由{lead.unit.name}牵头，可改为配合认领。")


def need_positive(amount: Decimal | None) -> None:
    if amount is not None and amount <= 0:
        raise Refusal("amount_not_positive", "金额须大于 0；不出资请留空。")


def nearby_open(project: Project, how_many: int = 3) -> list[Project]:
    """Open projects of the same street and year: the same category first, then the soonest due."""
    others = Project.objects.claimable_at(timezone.now()).filter(region=project.region_id, year=project.year)
    same = list(
        others.exclude(pk=project.pk).filter(category=project.category_id).order_by("due_on")[:how_many]
    )
    return same or list(others.exclude(pk=project.pk).order_by("due_on", "id")[:how_many])


def refusal_of_constraint(error: IntegrityError, project: Project) -> Refusal:
    """The sentence for the constraint that held when the lock did not; other errors come back as they are."""
    name = broken_constraint(error)
    if name == "project_never_over_claimed":
        return full(project)
    if name == "claim_once_per_unit":
        return Refusal("already_claimed", "贵单位已认领或登记过这个项目，无需重复办理。")
    if name == "claim_one_live_lead":
        return Refusal("lead_taken", "这个项目已有牵头单位，可改为配合认领。")
    raise error


def _held(project: Project) -> list[Claim]:
    return list(project.claims.filter(state__in=HOLDING).select_related("unit").order_by("ordinal"))
