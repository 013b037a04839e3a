"""A cycle of the first half-year for three units with records, and whoever acts in it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from alliances.assessment.actions import cycles as actions
from alliances.assessment.models import Cycle, Result
from tests import factories as make

MAY = dt.date(2026, 5, 8)


@dataclass
class World:
    cycle: Any
    staff: Any
    """经办 and 审核."""
    units: list[Any]
    """With three, two and no records."""
    liaison: Any
    """Of the first unit."""


def a_world(**terms: Any) -> World:
    """Two points for each record, a hundred at most."""
    scheme = make.scheme_with_indicator(name="参与情况反馈", **terms)
    units = [make.member(name) for name in ("区财政局", "区税务局", "区教育局")]
    for unit, count in zip(units, (3, 2, 0), strict=True):
        for _ in range(count):
            a_record(unit)
    staff = make.staff_of()
    cycle = make.CycleFactory(scheme=make.adopted(scheme))
    return World(cycle, staff, units, make.liaison_of(units[0]))


def a_record(unit: Any, on: dt.date = MAY) -> Any:
    record = make.RecordFactory(region=make.street(), occurred_on=on)
    return make.RecordShareFactory(record=record, unit=unit).record


def told(world: World) -> Cycle:
    """Computed, reviewed and told by the staff."""
    for act in (actions.compute, actions.review, actions.announce):
        world.cycle = act(world.cycle, by=world.staff)
    return world.cycle


def result_of(cycle: Cycle, unit: Any) -> Result:
    """The current one."""
    return Result.objects.current().get(cycle=cycle, unit=unit)


def totals_of(cycle: Cycle) -> list[Decimal]:
    return list(cycle.results.current().order_by("-total").values_list("total", flat=True))
