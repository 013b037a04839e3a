"""Values of metrics and the records behind one value, set-based: the number of queries does not grow."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from alliances.metrics.registry import METRICS, Facts, Metric, Shown, Span

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
    rows, terms = _facts(span, METRICS.names() if names is None else names, summed=True)
    if not rows or not unit_ids:
        return defaultdict(dict)
    return _read(
        f"SELECT fact_unit, metric, sum(fact_amount) FROM ({rows}) AS counted"  # noqa: S608 built of queries
        " WHERE fact_unit = ANY(%s) GROUP BY 1, 2 HAVING sum(fact_amount) <> 0",
        [*terms, list(unit_ids)],
    )


def values_together(span: Span, groups: Mapping[int, Collection[int]], names: Collection[str]) -> Values:
    """Group → metric → value of its units together: a thing in which several took part counts once.

    One query for all groups and all metrics.
    """
    rows, terms = _facts(span, names)
    pairs = [(group, unit) for group, units in groups.items() for unit in units]
    if not rows or not pairs:
        return defaultdict(dict)
    shared = [name for name in names if METRICS[name].adds_up]
    return _read(
        "SELECT owner, metric, sum(amount) FROM ("  # noqa: S608 built of queries
        " SELECT owner, metric, fact_ref,"
        " CASE WHEN metric = ANY(%s) THEN sum(amount) ELSE max(amount) END AS amount FROM ("
        f" SELECT owner, metric, fact_ref, fact_unit, sum(fact_amount) AS amount FROM ({rows}) AS facts"
        " JOIN unnest(%s::bigint[], %s::bigint[]) AS member (owner, unit) ON unit = fact_unit"
        " GROUP BY 1, 2, 3, 4) AS each_unit GROUP BY 1, 2, 3) AS each_thing"
        " GROUP BY 1, 2 HAVING sum(amount) <> 0",
        [shared, *terms, [group for group, _ in pairs], [unit for _, unit in pairs]],
    )


def facts_behind(name: str, span: Span, unit_ids: Collection[int], user: Any) -> tuple[list[Fact], int]:
    """The newest things behind the value of these units together, as this person may see them; how many."""
    metric = METRICS[name]
    rows, terms = _facts(span, [name])
    together = "sum" if metric.adds_up else "max"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT fact_ref, max(fact_on) AS fact_on, {together}(amount), count(*) OVER () FROM ("  # noqa: S608
            f" SELECT fact_ref, max(fact_on) AS fact_on, sum(fact_amount) AS amount FROM ({rows}) AS facts"
            " WHERE fact_unit = ANY(%s) AND fact_amount <> 0 GROUP BY fact_unit, fact_ref) AS each_unit"
            " GROUP BY fact_ref ORDER BY fact_on DESC, fact_ref DESC LIMIT %s",
            [*terms, list(unit_ids), MOST_SHOWN],
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


def _facts(span: Span, names: Collection[str], *, summed: bool = False) -> tuple[str, list[Any]]:
    """All facts of these metrics as one statement, each with its metric's name; and what fills it.

    `summed`: the sums of each unit in place of single facts.
    """
    together: dict[Any, list[tuple[str, Facts]]] = defaultdict(list)
    for name in sorted(names):
        for facts in METRICS[name].facts(span):
            together[facts.source].append((name, facts))
    parts = [_each_named(named, summed=summed) for named in together.values()]
    return " UNION ALL ".join(sql for sql, _ in parts), [term for _, terms in parts for term in terms]


def _each_named(named: Sequence[tuple[str, Facts]], *, summed: bool) -> tuple[str, list[Any]]:
    """Facts of the same rows, which are read once: each row's amounts below one another."""
    amounts = {f"amount_{place}": facts.amount for place, (_, facts) in enumerate(named)}
    rows, terms = named[0][1].with_amounts(**amounts).query.sql_with_params()
    columns = "fact_unit, fact_ref, fact_on"
    if summed:
        sums = ", ".join(f"sum({amount}) AS {amount}" for amount in amounts)
        rows = f"SELECT fact_unit, {sums} FROM ({rows}) AS single GROUP BY fact_unit"  # noqa: S608 built of queries
        columns = "fact_unit"
    pairs = ", ".join(f"(%s::text, {amount})" for amount in amounts)
    sql = (
        f"SELECT metric, {columns}, fact_amount FROM ({rows}) AS facts"  # noqa: S608 built of queries
        f" CROSS JOIN LATERAL (VALUES {pairs}) AS counted (metric, fact_amount)"
        " WHERE fact_amount IS NOT NULL"
    )
    return sql, [*terms, *(name for name, _ in named)]


def _read(sql: str, terms: Sequence[Any]) -> Values:
    found: Values = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(sql, terms)
        for owner, metric, value in cursor.fetchall():
            found[owner][metric] = value
    return found
