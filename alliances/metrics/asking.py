"""Which unit in which street, over which period, an address asks about; the same for pages and the API."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from alliances.metrics.rules import Standing
from members.places.models import Region
from members.units.models import Unit
from portal.permits import demand, may

NOT_YOURS = "共建情况只给本单位和所在街道（镇）党建办查看。"


def standing_asked(user: Any, unit_id: int, region_id: int | None) -> Standing:
    """Without a street, the first that lets this person look, else the first one sees. Http404, Forbidden."""
    unit = get_object_or_404(Unit.objects.visible_to(user).distinct(), pk=unit_id)
    streets = Region.objects.filter(enrolments__in=unit.enrolments.visible_to(user)).distinct()
    if region_id is None:
        found = Standing(unit, _first_that_may(user, unit, list(streets.order_by("code"))))
    else:
        found = Standing(unit, get_object_or_404(streets, pk=region_id))
    demand(user, "standing.see", found, sentence=NOT_YOURS)
    return found


def _first_that_may(user: Any, unit: Unit, streets: list[Region]) -> Region:
    """A line supervisor may see a unit that has left every street. Http404."""
    if not streets:
        raise Http404
    own = (street for street in streets if may(user, "standing.see", Standing(unit, street)))
    return next(own, streets[0])
