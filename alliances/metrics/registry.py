"""数据项: what can be counted of a unit over a span, each from records that exist because work was done.

A metric is a query for facts: one row a thing, with the unit, what it was, its day and how much it counts.
The value is their sum, so the records behind a value are those rows: nothing is counted that cannot be
opened. Capabilities register theirs; whoever shows or scores them knows them by name only.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django.db.models import DecimalField, F, QuerySet, Value
from django.db.models.functions import Cast

from members.places.models import Region
from portal.registry import Registry

AMOUNT = DecimalField(max_digits=16, decimal_places=2)


@dataclass(frozen=True, slots=True)
class Span:
    """A street (or the district, with its streets) from a day to a day, both inclusive."""

    region: Region
    since: dt.date
    until: dt.date

    def within(self, path: str) -> dict[str, Any]:
        """The filter that keeps what belongs to the region; `path` leads to a region."""
        return {f"{path}__code__startswith": self.region.code}

    def during(self, path: str) -> dict[str, Any]:
        """The filter that keeps what lies within the span; `path` leads to a day."""
        return {f"{path}__range": (self.since, self.until)}


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing behind a value, as a page lists it. Without `url` this person may not open it."""

    title: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """One fact for each of `rows`: `unit`, `ref`, `on` and `amount` are paths into them, or expressions.

    What several metrics take from the same rows is read once. Where there is no amount there is no fact.
    """

    rows: QuerySet
    _: KW_ONLY
    unit: Any
    ref: Any = "pk"
    on: Any
    amount: Any = 1

    @property
    def source(self) -> Hashable:
        """The same for facts of the same rows that differ in their amounts only."""
        return (*self.rows.query.sql_with_params(), self.unit, self.ref, self.on)

    def with_amounts(self, **amounts: Any) -> QuerySet:
        """Rows of `fact_unit`, `fact_ref`, `fact_on` and these amounts."""
        return self.rows.order_by().values(
            fact_unit=_expression(self.unit),
            fact_ref=_expression(self.ref),
            fact_on=_expression(self.on),
            **{name: Cast(_expression(amount), AMOUNT) for name, amount in amounts.items()},
        )


def _expression(given: Any) -> Any:
    if isinstance(given, str):
        return F(given)
    return Value(given) if isinstance(given, int) else given


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """`facts(span)`: what there is to count. `shown(user, refs)`: what the refs are.

    `source` says in one sentence what counts. `measure` is its unit of measure. `adds_up`: what several
    units have in one thing are shares of it, so their sum is theirs together; otherwise it counts once.
    """

    label: str
    group: str
    measure: str
    source: str
    facts: Callable[[Span], Iterable[Facts]]
    shown: Callable[[Any, Iterable[int]], Mapping[int, Shown]]
    adds_up: bool = False


METRICS: Registry[Metric] = Registry("metric")
