"""Values of metrics and the records behind one value, set-based: the number of queries does not grow."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from alliances.metrics.registry import METRICS, Metric, Shown, Span

MOST_SHOWN = 200
"""Of the records behind one value, the newest. Their number is told in any case."""

Values = dict[int, dict[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing behind a value: its day, how much it counts, and what it is."""

    ref: int
    on: dt.date
    amount: Decimal
    shown: Shown


def values_of(span: Span, unit_ids: Collection[int], names: Collection[str] | None = None) -> Values:
    """Unit → metric → value; what is nought is left out. One query for all units and all metrics."""
    chosen = sorted(METRICS.names() if names is None else names)
    parts = [(name, *_compiled(facts)) for name in chosen for facts in METRICS[name].facts(span)]
    found: Values = defaultdict(dict)
    if not parts or not unit_ids:
        return found
    rows = " UNION ALL ".join(
        f"SELECT %s::text AS metric, fact_unit, fact_amount FROM ({sql}) AS facts"  # noqa: S608 built of queries
        for _, sql, _ in parts
    )
    terms = [term for name, _, given in parts for term in (name, *given)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT fact_unit, metric, sum(fact_amount) FROM ({rows}) AS counted"  # noqa: S608 built of queries
            " WHERE fact_unit = ANY(%s) GROUP BY 1, 2 HAVING sum(fact_amount) <> 0",
            [*terms, list(unit_ids)],
        )
        for unit, metric, value in cursor.fetchall():
            found[unit][metric] = value
    return found


def facts_behind(name: str, span: Span, unit_id: int, user: Any) -> tuple[list[Fact], int]:
    """The newest records behind a unit's value, as this person may see them, and how many there are."""
    metric = METRICS[name]
    parts = [_compiled(facts) for facts in metric.facts(span)]
    rows = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS facts" for sql, _ in parts)  # noqa: S608
    terms = [term for _, given in parts for term in given]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT fact_ref, fact_on, fact_amount, count(*) OVER () FROM ({rows}) AS counted"  # noqa: S608
            " WHERE fact_unit = %s AND fact_amount <> 0 ORDER BY fact_on DESC, fact_ref DESC LIMIT %s",
            [*terms, unit_id, MOST_SHOWN],
        )
        found = cursor.fetchall()
    shown = metric.shown(user, [ref for ref, *_ in found])
    facts = [Fact(ref, on, amount, shown.get(ref, HIDDEN)) for ref, on, amount, _ in found]
    return facts, found[0][3] if found else 0


HIDDEN = Shown("不在您能看到的范围内")


def grouped(values: Mapping[str, Decimal]) -> dict[str, list[tuple[str, Metric, Decimal]]]:
    """Group → (name, metric, value), all metrics in their order, nought where there is no value."""
    found: dict[str, list[tuple[str, Metric, Decimal]]] = {}
    names = {id(METRICS[name]): name for name in METRICS.names()}
    for metric in METRICS:
        name = names[id(metric)]
        found.setdefault(metric.group, []).append((name, metric, values.get(name, Decimal(0))))
    return found


def _compiled(facts: Any) -> tuple[str, tuple[Any, ...]]:
    sql, terms = facts.query.sql_with_params()
    return sql, terms
