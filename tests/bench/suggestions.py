"""Suggestions of a round, read and planned, beside SciPy's assignment on the ready matrix and one query."""

import datetime as dt
import random
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from django.db import connection
from django.utils import timezone
from scipy.optimize import linear_sum_assignment

from alliances.models import Programme
from alliances.pairing.suggesting import planning
from alliances.pairing.suggesting.enrolled import COLUMNS
from alliances.pairing.suggesting.grids import Facts, Party
from alliances.pairing.suggesting.planning import suggest
from alliances.pairing.suggesting.reading import situation_of, weights_of
from alliances.pairing.suggesting.scoring import Point, Weights
from members.models import Enrolment, Region, Unit
from projects.models import Category, Need, Resource
from tests import factories
from tests.bench.filling import THINGS, WORKS
from tests.bench.results import Line, in_the_middle, ratios
from tests.bench.serving import Portal
from tests.bench.town import Town
from tests.factories.pairing import ProgrammeFactory, filed_pairing

UNITS, HOSTS, NEEDS, RESOURCES, PAIRED, ROUNDS = 500, 300, 600, 1000, 40, 9
DISTRICTS, EACH = 100, 200
MODES, WEIGHTS = ["stationed"], Weights(40, 30, 20, 10)


def measure(portal: Portal, town: Town) -> list[Line]:
    """What the page works out for a big street; and a whole country by district, which is shown only."""
    dice = random.Random(20261123)
    programme, today = filled(dice), timezone.localdate()
    matrix, situation = matrix_of(programme, today), situation_of(programme, today)
    statements = statements_of(lambda: situation_of(programme, today))
    ours, solved, asked, planned, bare = [], [], [], [], []
    for _ in range(ROUNDS):
        ours.append(spent(lambda: situation_of(programme, today).suggest(weights_of(programme))))
        solved.append(spent(lambda: linear_sum_assignment(matrix, maximize=True)))
        asked.append(spent(lambda: one_query(programme)))
        planned.append(spent(lambda: situation.suggest(weights_of(programme))))
        bare.append(spent(lambda: asked_bare(statements)))
    reference = together(solved, asked)
    work = f"suggestions, {UNITS} units × {HOSTS} hosts"
    return [
        line(work, "SciPy on the ready matrix, and one query", ours, reference, at_most=2),
        line(f"{work}, again", "SciPy, and all the statements as bare rows", ours, together(solved, bare)),
        line(f"{work}, planning alone", "SciPy on the ready matrix", planned, solved),
        nationwide(dice),
    ]


def line(work: str, by: str, ours: list[float], reference: list[float], **reach: float) -> Line:
    return Line(work, by, shown(ours), shown(reference), ratios(ours, reference), **reach)


def shown(seconds: list[float]) -> str:
    return in_the_middle([1000 * each for each in seconds], "ms")


def together(*spans: list[float]) -> list[float]:
    return [sum(each) for each in zip(*spans, strict=True)]


def spent(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def one_query(programme: Programme) -> list[Any]:
    """The units of the place as bare rows, as the suggestions read them first."""
    rows = Enrolment.objects.active().filter(region__code__startswith=programme.region.code)
    return list(rows.values_list(*COLUMNS))


def statements_of(act: Callable[[], Any]) -> list[tuple[str, Any]]:
    """What it asks the database, with the parameters."""
    found: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        found.append((sql, params))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(note):
        act()
    return found


def asked_bare(statements: list[tuple[str, Any]]) -> list[list[tuple]]:
    """The same rows, of which nothing is made."""
    rows = []
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            rows.append(cursor.fetchall())
    return rows


def matrix_of(programme: Programme, today: dt.date) -> np.ndarray:
    """The very matrix that the planner hands over."""
    handed: list[np.ndarray] = []

    def keep(values: np.ndarray) -> list[tuple[int, int]]:
        handed.append(values)
        return []

    usual, planning.best_assignment = planning.best_assignment, keep
    try:
        situation_of(programme, today).suggest(weights_of(programme))
    finally:
        planning.best_assignment = usual
    return handed[0]


def nationwide(dice: random.Random) -> Line:
    """20,000 × 20,000 in so many districts, beside SciPy on as many ready matrices of random numbers."""
    sides = [
        [
            Party(base + n, kind, place(dice), district=n % DISTRICTS, load=dice.randrange(3))
            for n in range(DISTRICTS * EACH)
        ]
        for base, kind in ((0, "机关"), (1_000_000, "居民区"))
    ]
    chance = np.random.default_rng(7)
    matrices = [chance.integers(0, 7000, (EACH, EACH)).astype(float) for _ in range(DISTRICTS)]
    ours, reference = [], []
    for _ in range(5):
        ours.append(spent(lambda: suggest(*sides, MODES, Facts(), WEIGHTS)))
        reference.append(spent(lambda: [linear_sum_assignment(matrix, maximize=True) for matrix in matrices]))
    work = f"suggestions, {DISTRICTS * EACH:,} × {DISTRICTS * EACH:,} in {DISTRICTS} districts"
    return line(work, "SciPy on as many ready matrices", ours, reference)


def place(dice: random.Random) -> Point:
    return Point(30.89 + dice.uniform(-0.05, 0.05), 121.16 + dice.uniform(-0.05, 0.05))


def filled(dice: random.Random) -> Programme:
    """A street of its own, with needs and resources of this year, and pairings that are in force."""
    street = factories.RegionFactory(name="结对镇")
    units = enrolled(street, [member(n, dice) for n in range(UNITS)])
    hosts = enrolled(street, [village(street, n, dice) for n in range(HOSTS)])
    entered(Need, hosts, NEEDS, dice)
    entered(Resource, units, RESOURCES, dice)
    programme = ProgrammeFactory(region=street, modes=MODES)
    day = timezone.localdate()
    term = {"from_on": day, "until_on": day + dt.timedelta(days=300)}
    for host, unit in zip(hosts[:PAIRED], units, strict=False):
        filed_pairing(programme=programme, host=host, partner=unit, **term)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return programme


def member(number: int, dice: random.Random) -> Unit:
    latitude, longitude = place(dice)
    return Unit(
        district=factories.district(),
        kind=factories.kind("机关"),
        name=f"结对单位{number}",
        latitude=round(latitude, 6),
        longitude=round(longitude, 6),
    )


def village(street: Region, number: int, dice: random.Random) -> Unit:
    latitude, longitude = place(dice)
    home = Region.objects.create(
        code=f"{street.code}{number:03d}",
        name=f"结对{number}居民区",
        level="neighbourhood",
        parent=street,
        latitude=round(latitude, 6),
        longitude=round(longitude, 6),
    )
    kind = factories.kind("居民区", is_neighbourhood=True)
    return Unit(district=factories.district(), kind=kind, name=home.name, neighbourhood=home)


def enrolled(street: Region, units: list[Unit]) -> list[Unit]:
    made = Unit.objects.bulk_create(units)
    Enrolment.objects.bulk_create(
        Enrolment(unit=unit, region=street, from_on=dt.date(2020, 1, 1)) for unit in made
    )
    return made


def entered(model: type[Need] | type[Resource], units: list[Unit], many: int, dice: random.Random) -> None:
    """Entries under titles such as 路灯改造 by turns, published this year."""
    street, year = units[0].enrolments.get().region, timezone.localdate().year
    name = str(model._meta.model_name)
    category, _ = Category.objects.get_or_create(region=street, list=name, year=year, name=f"{name}类")
    model.objects.bulk_create(
        model(
            region=street,
            year=year,
            category=category,
            unit=units[number % len(units)],
            title=f"{dice.choice(THINGS)}{dice.choice(WORKS)}{number}",
            state="published",
            serial=number + 1,
            number=f"结对-{name}-{number}",
            published_at=timezone.now(),
        )
        for number in range(many)
    )
