"""Units named by something else: a site's, a party organisation's, a team's."""

from typing import Any

from django.db.models import Q, QuerySet

from members.places.choosing import DISTRICT_DIGITS
from members.places.models import Region
from members.seeing import refuse_unseen
from members.units.models import Unit, UnitState
from portal.refusals import Refusal


def units_offered(user: Any, kept: int | None = None) -> QuerySet[Unit]:
    """The units one sees that take part still, and the one that is named already."""
    seen = Unit.objects.visible_to(user).defer("grams", "custom")
    return seen.filter(Q(state=UnitState.ACTIVE) | Q(pk=kept)).order_by("name", "pk")


def refuse_odd_unit(unit: Unit | None, region: Region, *, by: Any, kept: int | None = None) -> None:
    """A unit that is named anew is one that this person sees, of the district, and has not ended."""
    if unit is None or unit.pk == kept:
        return
    refuse_unseen(unit, by)
    if unit.state != UnitState.ACTIVE:
        raise Refusal("unit_gone", f"{unit}已{unit.get_state_display()}，请另选一家单位。")
    if unit.district.code != region.code[:DISTRICT_DIGITS]:
        raise Refusal("unit_elsewhere", f"{unit}不在本区，请另选一家单位。")
