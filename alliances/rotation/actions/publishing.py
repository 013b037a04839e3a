"""公布: the rows of coming periods are written, and then stand. Nothing is ever advanced.

Who is on duty is a question to today's date; so a run that is late, missed or doubled puts nobody else into
the chair. The rotation's row is locked, what is published is read again under the lock, and only what is
missing up to the horizon of `today` is added: a `today` too early adds nothing.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from alliances.rotation.actions.founding import lock_rotation
from alliances.rotation.ahead import due_rotations, plans_of, terms_of
from alliances.rotation.models import Rotation
from alliances.rotation.notices import tell_gap
from alliances.rotation.reading import array_of
from portal.collecting import without_collecting
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
    duties = 0
    gaps: dict[int, dt.date] = {}
    with without_collecting():
        due = due_rotations(today)
        for start in range(0, len(due), AT_A_TIME):
            with transaction.atomic():
                done = _publish(due[start : start + AT_A_TIME], today)
            duties, gaps = duties + done.duties, gaps | done.gaps
    return Published(duties, gaps)


def _publish(rotation_ids: Sequence[int], today: dt.date) -> Published:
    locked = Rotation.objects.running().filter(pk__in=rotation_ids).select_for_update(no_key=True)
    # Read after the locks are held: another publisher may have been before us.
    plans, now = plans_of(terms_of(locked, today)), timezone.now()
    gaps = {rotation: made.gap for rotation, made in plans.items() if made.gap is not None}
    added = [(rotation, *turn) for rotation, made in plans.items() for turn in made.turns]
    _write(added, now)
    _tell_gaps(gaps)
    return Published(len(added), gaps)


def _write(added: Sequence[tuple[Any, ...]], now: dt.datetime) -> None:
    """One statement, a column an array: nobody reads the rows again, so no models are made of them."""
    if added:
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [now, *map(array_of, zip(*added, strict=True))])


def _tell_gaps(gaps: Mapping[int, dt.date]) -> None:
    if gaps:
        for rotation in Rotation.objects.filter(pk__in=gaps).select_related("alliance__region"):
            tell_gap(rotation, gaps[rotation.pk])
