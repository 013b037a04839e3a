"""Reads what the planner takes, for many rotations at once, and what stands around a duty."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alliances.councils.models import Membership
from alliances.rotation.models import CADENCES, Duty, DutyQuerySet, Rotation
from alliances.rotation.periods import month_after
from alliances.rotation.planning import Last, Place, Span
from members.units.models import Unit


class Order(NamedTuple):
    """All that planning reads of one rotation."""

    places: list[Place]
    spans: list[Span]
    last: Last | None


SEATS = """
    SELECT rotation_id, id, unit_id, position, from_on, until_on FROM alliances_seat
    WHERE rotation_id = ANY(%s::bigint[]) ORDER BY rotation_id
"""
NEAREST = """
    SELECT asked.rotation, seat.*
    FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS asked (rotation, after, most)
    CROSS JOIN LATERAL (
        SELECT id, unit_id, position, from_on, until_on FROM alliances_seat
        WHERE rotation_id = asked.rotation ORDER BY position <= asked.after, position LIMIT asked.most
    ) AS seat
"""
SPANS = """
    SELECT seat.rotation_id, seat.id, exempt.from_on, exempt.until_on
    FROM alliances_exemption AS exempt JOIN alliances_seat AS seat ON seat.id = exempt.seat_id
    WHERE seat.rotation_id = ANY(%s::bigint[]) AND exempt.cancelled_at IS NULL ORDER BY seat.rotation_id
"""
LAST = """
    SELECT rotation.id, latest.period, seat.position
    FROM unnest(%s::bigint[]) AS rotation (id)
    CROSS JOIN LATERAL (
        SELECT period, planned_seat_id FROM alliances_duty WHERE rotation_id = rotation.id
        ORDER BY period DESC, slot DESC LIMIT 1
    ) AS latest
    JOIN alliances_seat AS seat ON seat.id = latest.planned_seat_id
"""


def orders_of(rotation_ids: Collection[int]) -> dict[int, Order]:
    """By rotation. Three queries, however many there are; written out, for many seats may pass here."""
    places = {
        each: [Place._make(row[1:]) for row in rows] for each, rows in _by_rotation(SEATS, rotation_ids)
    }
    spans = {each: [Span._make(row[1:]) for row in rows] for each, rows in _by_rotation(SPANS, rotation_ids)}
    last = last_planned(rotation_ids)
    return {each: Order(places.get(each, []), spans.get(each, []), last.get(each)) for each in rotation_ids}


class Wanted(NamedTuple):
    """Of one rotation: what was planned last, and how many of the places next after it are read."""

    last: Last | None
    places: int


def nearest_of(wanted: Mapping[int, Wanted]) -> dict[int, Order]:
    """By rotation, its order with the nearest places only. Two queries, however many rotations."""
    after = [each.last.position if each.last else -1 for each in wanted.values()]
    places: dict[int, list[Place]] = {rotation: [] for rotation in wanted}
    for rotation, *place in _rows(NEAREST, wanted, after, [each.places for each in wanted.values()]):
        places[rotation].append(Place._make(place))
    spans = {each: [Span._make(row[1:]) for row in rows] for each, rows in _by_rotation(SPANS, wanted)}
    return {each: Order(places[each], spans.get(each, []), asked.last) for each, asked in wanted.items()}


def last_planned(rotation_ids: Collection[int]) -> dict[int, Last]:
    """Of each rotation with a published duty, the last one. One index entry is read for each."""
    return {pk: Last(period, position) for pk, period, position in _rows(LAST, rotation_ids)}


def _by_rotation(query: str, rotation_ids: Collection[int]) -> Iterator[tuple[int, Iterator[tuple]]]:
    """Rows that come ordered by their first column, in groups of it."""
    return groupby(_rows(query, rotation_ids), key=itemgetter(0))


def _rows(query: str, *columns: Collection[int]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, [array_of(column) for column in columns])
        return cursor.fetchall()


def array_of(values: Iterable[object]) -> str:
    """Numbers or dates as PostgreSQL writes an array: one constant to read, however many there are."""
    return f"{{{','.join(map(str, values))}}}"


def order_of(rotation: Rotation) -> Order:
    return orders_of([rotation.pk])[rotation.pk]


def successor_of(duty: Duty) -> Duty | None:
    """Who takes over: the same slot of the next period, or its first one where it has not so many."""
    following = duty.rotation.rhythm.next_after(duty.period)
    after = Duty.objects.standing().filter(rotation=duty.rotation_id, period=following)
    found = list(after.filter(slot__in=[duty.slot, 1]).select_related("holder", "rotation").order_by("-slot"))
    return found[0] if found else None


def light(rows: QuerySet) -> Any:
    """Without the wide columns of units that no page of this capability shows."""
    return rows.defer("holder__grams", "holder__custom")


LAST_DAYS = dt.timedelta(days=3)
"""So long before the end of a period its handover is asked for, and afterwards until it is done."""

FORGOTTEN = 3
"""Months after its end a handover is no longer asked for: older ones were done on paper."""


def standing_duties() -> DutyQuerySet:
    """With what notices and to-dos say of them."""
    rows = Duty.objects.standing().select_related("rotation__alliance__region", "holder")
    return light(rows).defer("rotation__alliance__charter").order_by("period", "slot", "pk")


def ending_duties(today: dt.date, duties: DutyQuerySet | None = None) -> Iterator[Duty]:
    """Those whose period ends within three days or is over, and that are not handed over. One query."""
    longest = month_after(today.replace(day=1), -(max(CADENCES) + FORGOTTEN))
    rows = standing_duties() if duties is None else duties
    for duty in rows.filter(period__gte=longest, period__lte=today, handed_over_at=None):
        forgotten_on = month_after(duty.rotation.rhythm.next_after(duty.period), FORGOTTEN)
        if duty.until_on - LAST_DAYS <= today < forgotten_on:
            yield duty


def to_override(duties: DutyQuerySet) -> DutyQuerySet:
    """Duties whose unit has left since: its seat was closed, or having taken over it left the alliance."""
    stayed = Membership.objects.filter(
        Q(until_on=None) | Q(until_on__gte=OuterRef("period")),
        alliance=OuterRef("rotation__alliance_id"),
        unit=OuterRef("holder_id"),
    )
    as_planned = Q(holder=F("planned_seat__unit"))
    return duties.standing().filter(
        (as_planned & Q(planned_seat__until_on__lt=F("period"))) | (~as_planned & ~Exists(stayed))
    )


def members_on(rotation: Rotation, day: object) -> QuerySet[Unit]:
    """Units that are members of the rotation's alliance on that day."""
    members = Membership.objects.in_force(day).filter(alliance=rotation.alliance_id)
    return Unit.objects.filter(pk__in=members.values("unit_id")).defer("grams", "custom").order_by("name")
