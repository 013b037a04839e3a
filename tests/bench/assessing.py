"""A cycle of 20,000 units and 20 indicators computed from 2,000,000 records, beside one statement; and half.

The statement counts the same values, scores them, says how, and inserts the same rows; triggers run for both.
"""

import datetime as dt
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction

from alliances.assessment.actions.cycles import compute
from alliances.assessment.models import Cycle, Rule, Scheme
from alliances.records.figures import FIGURES
from members.models import Region, User
from tests import factories
from tests.bench import filling
from tests.bench.assessing_sql import MEMBERS, METRICS, STATEMENT, WORK, WRITTEN
from tests.bench.publishing import shown, taken_back
from tests.bench.results import Line, ratios
from tests.bench.serving import Portal, database_pid, used_ms
from tests.bench.town import Town
from tests.factories.assessment import (
    CycleFactory,
    IndicatorFactory,
    IndicatorGroupFactory,
    SchemeFactory,
    adopted,
)

UNITS, RECORDS, ROUNDS = 20_000, 2_000_000, 5
BY_THE_PIECE = {"rule": Rule.EACH, "per_item": Decimal("0.02")}
BY_TARGET = {"rule": Rule.RATIO, "target": Decimal(4000)}
WRITES = "alliances_result, alliances_score, portal_auditentry"


def measure(portal: Portal, town: Town) -> list[Line]:
    """Each round computes a year's cycle, takes it back, and does the same by one statement."""
    whole = cycle_of(factories.street("吕巷镇", "310116104"), town.staff, UNITS, RECORDS)
    half = cycle_of(factories.street("廊下镇", "310116105"), town.staff, UNITS // 2, RECORDS // 2)
    check_same(half)
    rounds, smaller = rounds_of(whole), rounds_of(half)
    work = f"scores, {UNITS:,} units × {2 * len(METRICS)} indicators, {RECORDS:,} records"
    waited, used = compared(rounds, "waited"), compared(rounds, "used")
    by, fewer = "one INSERT … SELECT that counts", "half as many"
    return [
        Line(work, by, *waited.cells, waited.ratios, at_most=1.5),
        Line(f"{work}, processor time", by, *used.cells, used.ratios),
        Line(
            "the same, exponent of growth",
            fewer,
            waited.cells[0],
            "",
            growth(rounds, smaller, "waited"),
            at_most=1.1,
        ),
        Line("the same, by processor time", fewer, used.cells[0], "", growth(rounds, smaller, "used")),
    ]


@dataclass(frozen=True)
class Cost:
    """Seconds: waited for, and used of the processors by Python and PostgreSQL together."""

    waited: float
    used: float


Round = tuple[Cost, Cost]
"""Ours, and the statement."""


@dataclass(frozen=True)
class Compared:
    cells: tuple[str, str]
    ratios: list[float]


def compared(rounds: Sequence[Round], what: str) -> Compared:
    ours, other = ([getattr(each[side], what) for each in rounds] for side in (0, 1))
    return Compared((shown(ours), shown(other)), ratios(ours, other))


def growth(rounds: Sequence[Round], smaller: Sequence[Round], what: str) -> list[float]:
    pairs = zip(rounds, smaller, strict=True)
    return [math.log2(getattr(one, what) / getattr(other, what)) for (one, _), (other, _) in pairs]


def cycle_of(street: Region, by: User, units: int, records: int) -> Cycle:
    """The year of a street that is filled for it."""
    place = {"district": factories.district().pk, "kind": factories.kind().pk, "name": street.name}
    filling.run(MEMBERS, **place, street=street.pk, many=units)
    with filling.bare("alliances_record", "alliances_recordshare"):
        filling.run(WORK, street=street.pk, by=by.pk, many=records, figures=list(FIGURES)[3:])
    days = {"from_on": dt.date(filling.YEAR, 1, 1), "until_on": dt.date(filling.YEAR, 12, 31)}
    return CycleFactory(scheme=scheme_of(street), span="year", **days)


def scheme_of(street: Region) -> Scheme:
    """Each figure of the records counts twice: by the piece, and by a target."""
    scheme = SchemeFactory(region=street, year=filling.YEAR, cadence="year")
    for terms in BY_THE_PIECE, BY_TARGET:
        group = IndicatorGroupFactory(scheme=scheme, full_marks=Decimal(50))
        for metric in METRICS:
            IndicatorFactory(scheme=scheme, parent=group, metric=metric, full_marks=Decimal(5), **terms)
    return adopted(scheme)


def rounds_of(cycle: Cycle) -> list[Round]:
    """What was taken back is swept away in between."""
    return [
        (cost_of(lambda: compute(cycle, by=None)), cost_of(lambda: compute_by_statement(cycle)))
        for _ in range(ROUNDS)
    ]


def cost_of(act: Callable[[], object]) -> Cost:
    before = used_ms(os.getpid(), database_pid())
    waited = taken_back(act)
    used = used_ms(os.getpid(), database_pid()) - before
    filling.run(f"VACUUM ANALYZE {WRITES}")
    return Cost(waited, used / 1000)


def compute_by_statement(cycle: Cycle) -> None:
    terms = {"code": f"{cycle.scheme.region.code}%", "scheme": cycle.scheme_id, "cycle": cycle.pk}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {**terms, "from": cycle.from_on, "until": cycle.until_on})


def check_same(cycle: Cycle) -> None:
    """Both write the same rows, or they could not be compared. AssertionError."""
    assert written(cycle, lambda: compute_by_statement(cycle)) == written(
        cycle, lambda: compute(cycle, by=None)
    )


def written(cycle: Cycle, act: Callable[[], object]) -> list[tuple]:
    """What it writes of each unit, in a few words; taken back."""
    with transaction.atomic(), connection.cursor() as cursor:
        act()
        cursor.execute("SET LOCAL enable_nestloop = off")  # nothing is known of the new rows yet
        cursor.execute(WRITTEN, [cycle.pk])
        rows = cursor.fetchall()
        transaction.set_rollback(True)
    return rows
