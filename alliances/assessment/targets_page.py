"""年度目标 as a table: whom the scheme concerns by the indicators that go by a target."""

from dataclasses import dataclass
from typing import Any

from alliances.assessment.actions.targets import year_of
from alliances.assessment.concerning import Assessed, assessed_by, key_of
from alliances.assessment.models import Indicator, Rule, Scheme, Target
from members.scope import scope_of
from portal.permits import may


@dataclass(frozen=True, slots=True)
class Cell:
    """One's target for one indicator; without a target of its own the indicator's counts."""

    indicator: Indicator
    target: Target | None
    may_pledge: bool


@dataclass(frozen=True, slots=True)
class Row:
    """`kind` and `number` are how an address says whose targets these are."""

    assessed: Assessed
    cells: tuple[Cell, ...]

    @property
    def kind(self) -> str:
        return self.assessed.key[0].replace("_", "-")

    @property
    def number(self) -> int:
        return self.assessed.key[1]


def indicators_with_targets(scheme: Scheme) -> list[Indicator]:
    rows = list(scheme.indicators.filter(rule=Rule.RATIO).order_by("ordinal"))
    for row in rows:
        row.scheme = scheme
    return rows


def rows_for(scheme: Scheme, indicators: list[Indicator], user: Any) -> list[Row]:
    """All for the office and who oversees it, else those of one's own. A fixed number of queries."""
    assessed = assessed_by(scheme, *year_of(scheme))
    if not may(user, "schemes.see", scheme):
        own = scope_of(user).unit_ids
        assessed = [each for each in assessed if _unit_of(each) in own]
    kept = {
        (row.indicator_id, key_of(row)): row
        for row in Target.objects.filter(indicator__in=indicators).select_related("pledged_by")
    }
    return [Row(each, _cells(each, indicators, kept, user)) for each in assessed]


def _cells(
    each: Assessed, indicators: list[Indicator], kept: dict[Any, Target], user: Any
) -> tuple[Cell, ...]:
    signs = bool(indicators) and may(user, "targets.pledge", Target(indicator=indicators[0], **each.fields))
    return tuple(Cell(leaf, kept.get((leaf.pk, each.key)), signs) for leaf in indicators)


def _unit_of(each: Assessed) -> int | None:
    """Of whom: the unit itself, or the one where the party organisation stands."""
    return each.whom.pk if each.key[0] == "unit" else each.whom.unit_id
