"""Publishing duties for 20,000 rotations, beside one INSERT … SELECT of the same rows; and for half."""

import datetime as dt
import math
import time
from collections.abc import Callable

from django.db import connection, transaction

from alliances.models import Alliance, Membership, Rotation, Seat
from alliances.rotation.actions import publish_all
from portal.inserting import insert_many
from tests.bench.results import Line, ratios
from tests.bench.serving import Portal
from tests.bench.town import Town

ROTATIONS, SEATS, ROUNDS = 20_000, 12, 5
ANCHOR, TODAY = dt.date(2026, 11, 1), dt.date(2026, 10, 15)
SAME = """
    CREATE TEMPORARY TABLE same AS
    SELECT rotation.id AS rotation_id, rotation.anchor AS period, 1::smallint AS slot,
        seat.id AS planned_seat_id, seat.unit_id AS holder_id, now() AS published_at,
        ''::text AS theme, ''::text AS plan, ''::text AS handover_note, 1 AS version
    FROM alliances_rotation AS rotation
    JOIN alliances_seat AS seat ON seat.rotation_id = rotation.id AND seat.position = 10
    WHERE rotation.ended_at IS NULL
"""
COLUMNS = (
    "rotation_id, period, slot, planned_seat_id, holder_id, published_at, theme, plan, handover_note, version"
)
AGAIN = f"INSERT INTO alliances_duty ({COLUMNS}) SELECT {COLUMNS} FROM same"  # noqa: S608 our own names


def measure(portal: Portal, town: Town) -> list[Line]:
    """Each round publishes one period of every rotation, takes it back, and inserts the same rows at once."""
    fill(town, ROTATIONS)
    whole, half = rounds_of(ROTATIONS), rounds_of(ROTATIONS // 2)
    exponent = [math.log2(a / b) for (a, _), (b, _) in zip(whole, half, strict=True)]
    ours, reference = [mine for mine, _ in whole], [other for _, other in whole]
    work = f"publish duties, {ROTATIONS:,} rotations of {SEATS} units"
    return [
        Line(
            work, "one INSERT … SELECT", shown(ours), shown(reference), ratios(ours, reference), at_most=1.5
        ),
        Line("the same, exponent of growth", "half as many", shown(ours), "", exponent, at_most=1.2),
    ]


def shown(seconds: list[float]) -> str:
    return f"{sorted(seconds)[len(seconds) // 2]:.2f} s"


def fill(town: Town, rotations: int) -> None:
    """One alliance, so that only the rotations count; each with the same units in its order."""
    alliance = Alliance.objects.create(region=town.street, name="轮值测量")
    units = town.units[:SEATS]
    day = dt.date(2020, 1, 1)
    Membership.objects.bulk_create(Membership(alliance=alliance, unit_id=unit, from_on=day) for unit in units)
    made = [
        Rotation(alliance=alliance, name=f"轮值{n}", anchor=ANCHOR, publish_ahead=1) for n in range(rotations)
    ]
    insert_many(made)
    seats = (
        Seat(rotation=rotation, unit_id=unit, position=place * 10, from_on=rotation.anchor)
        for rotation in made
        for place, unit in enumerate(units, 1)
    )
    insert_many(list(seats))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE alliances_rotation, alliances_seat, alliances_duty")


def rounds_of(rotations: int) -> list[tuple[float, float]]:
    """Seconds of ours and of the reference, round by round; the other rotations are ended meanwhile."""
    ids = list(Rotation.objects.filter(name__startswith="轮值").order_by("id").values_list("id", flat=True))
    Rotation.objects.filter(pk__in=ids).update(ended_at=None)
    Rotation.objects.filter(pk__in=ids[rotations:]).update(ended_at="2026-01-01T00:00:00Z")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS same")
        cursor.execute(SAME)
        cursor.execute("ANALYZE same")
    return [(taken_back(publish), taken_back(insert_again)) for _ in range(ROUNDS)]


def publish() -> None:
    publish_all(TODAY)


def insert_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute(AGAIN)


def taken_back(act: Callable[[], object]) -> float:
    """Seconds it takes, with all that a commit would check; its rows are rolled back."""
    with transaction.atomic():
        started = time.perf_counter()
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        spent = time.perf_counter() - started
        transaction.set_rollback(True)
    return spent
