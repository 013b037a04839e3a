"""公布: the rows of coming periods are written, and then stand. Nothing is ever advanced.

Who is on duty is a question to today's date; so a run that is late, missed or doubled puts nobody else into
the chair. The rotation's row is locked, what is published is read again under the lock, and only what is
missing up to the horizon of `today` is added: a `today` too early adds nothing.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from alliances.rotation.actions.founding import lock_rotation
from alliances.rotation.models import Duty, Rotation
from alliances.rotation.notices import tell_gap
from alliances.rotation.planning import Plan, plan
from alliances.rotation.reading import Order, last_planned, orders_of
from portal.inserting import insert_many
from portal.permits import demand

AT_A_TIME = 2000
"""Rotations in one transaction."""


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
    running = {rotation.pk: rotation for rotation in Rotation.objects.running().order_by("pk")}
    last = last_planned(list(running))
    return [
        pk
        for pk, rotation in running.items()
        if pk not in last or last[pk].period < rotation.rhythm.horizon(today, rotation.publish_ahead)
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
    duties: list[Duty] = []
    gaps: dict[int, dt.date] = {}
    for rotation in rotations:
        made = plan_ahead(rotation, orders[rotation.pk], today)
        duties += [
            Duty(
                rotation_id=rotation.pk,
                period=turn.period,
                slot=turn.slot,
                planned_seat_id=turn.seat,
                holder_id=turn.unit,
                published_at=now,
            )
            for turn in made.turns
        ]
        if made.gap is not None:
            gaps[rotation.pk] = made.gap
    insert_many(duties)
    _tell_gaps(gaps)
    return Published(len(duties), gaps)


def _tell_gaps(gaps: dict[int, dt.date]) -> None:
    if gaps:
        for rotation in Rotation.objects.filter(pk__in=gaps).select_related("alliance__region"):
            tell_gap(rotation, gaps[rotation.pk])
