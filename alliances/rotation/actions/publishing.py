"""公布: the rows of coming periods are written, and then stand. Nothing is ever advanced.

Who is on duty is a question to today's date; so a run that is late, missed or doubled puts nobody else into
the chair. The rotation's row is locked, what is published is read again under the lock, and only what is
missing up to the horizon of `today` is added: a `today` too early adds nothing.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from alliances.rotation.actions.founding import lock_rotation
from alliances.rotation.models import Rotation
from alliances.rotation.notices import tell_gap
from alliances.rotation.periods import Rhythm
from alliances.rotation.planning import Plan, Turn, plan
from alliances.rotation.reading import Order, last_planned, orders_of
from portal.permits import demand

AT_A_TIME = 2000
"""Rotations in one transaction."""

WRITE = """
    INSERT INTO alliances_duty (
        rotation_id, period, slot, planned_seat_id, holder_id,
        published_at, theme, plan, handover_note, version
    )
    SELECT turn.*, %s, '', '', '', 1
    FROM unnest(%s::bigint[], %s::date[], %s::smallint[], %s::bigint[], %s::bigint[]) AS turn
"""
"""The columns of `Turn` after its rotation; the others as the model begins them."""


class Published(NamedTuple):
    """How many duties were added, and the rotations for which nobody was eligible, with the period."""

    duties: int
    gaps: dict[int, dt.date]


def publish(rotation: Rotation, *, by: Any, today: dt.date | None = None) -> Published:
    """公布 up to the rotation's horizon. What is published already stays, so again changes nothing."""
    with transaction.atomic():
        demand(by, "rotations.change", lock_rotation(rotation.pk))
        return _publish([rotation.pk], today or timezone.localdate())


def publish_all(today: dt.date) -> Published:
    """All that run, some thousands in a transaction, each with a fixed number of reads."""
    due = due_rotations(today)
    duties = 0
    gaps: dict[int, dt.date] = {}
    for start in range(0, len(due), AT_A_TIME):
        with transaction.atomic():
            done = _publish(due[start : start + AT_A_TIME], today)
        duties, gaps = duties + done.duties, gaps | done.gaps
    return Published(duties, gaps)


def due_rotations(today: dt.date) -> list[int]:
    """Those with a period to publish. Looked at without a lock: what is due is read again under it."""
    running = Rotation.objects.running().order_by("pk")
    terms = list(running.values_list("pk", "anchor", "cadence_months", "slots", "publish_ahead"))
    last = last_planned([pk for pk, *_ in terms])
    return [
        pk
        for pk, anchor, cadence, slots, ahead in terms
        if pk not in last or last[pk].period < Rhythm(anchor, cadence, slots).horizon(today, ahead)
    ]


def plan_ahead(rotation: Rotation, order: Order, today: dt.date) -> Plan:
    """What publishing would add today; the preview asks the same."""
    horizon = rotation.rhythm.horizon(today, rotation.publish_ahead)
    return plan(rotation.rhythm, order.places, order.spans, order.last, horizon)


def _publish(rotation_ids: Sequence[int], today: dt.date) -> Published:
    locked = Rotation.objects.running().filter(pk__in=rotation_ids).order_by("pk")
    rotations = list(locked.select_for_update(no_key=True))
    # Read after the locks are held: another publisher may have been before us.
    orders, now = orders_of([rotation.pk for rotation in rotations]), timezone.now()
    added: list[tuple[int, Turn]] = []
    gaps: dict[int, dt.date] = {}
    for rotation in rotations:
        made = plan_ahead(rotation, orders[rotation.pk], today)
        added += [(rotation.pk, turn) for turn in made.turns]
        if made.gap is not None:
            gaps[rotation.pk] = made.gap
    _write(added, now)
    _tell_gaps(gaps)
    return Published(len(added), gaps)


def _write(added: Sequence[tuple[int, Turn]], now: dt.datetime) -> None:
    """One statement, a column an array: nobody reads the rows again, so no models are made of them."""
    if added:
        columns = zip(*((rotation, *turn) for rotation, turn in added), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [now, *map(list, columns)])


def _tell_gaps(gaps: dict[int, dt.date]) -> None:
    if gaps:
        for rotation in Rotation.objects.filter(pk__in=gaps).select_related("alliance__region"):
            tell_gap(rotation, gaps[rotation.pk])
