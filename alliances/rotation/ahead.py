"""What there is to publish, for thousands of rotations at once: as plain rows, and little of long orders."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from alliances.rotation.models import Rotation, RotationQuerySet
from alliances.rotation.periods import Rhythm
from alliances.rotation.planning import Last, Plan, goes_straight, plan
from alliances.rotation.reading import Order, Wanted, last_planned, nearest_of, orders_of


class Terms(NamedTuple):
    """Of a rotation, what planning asks for; `until` is the last period to publish today."""

    rotation: int
    rhythm: Rhythm
    until: dt.date

    def is_due(self, last: Last | None) -> bool:
        return last is None or last.period < self.until

    def wanted(self, last: Last | None) -> Wanted:
        """As many places as there are turns from the first unpublished period on."""
        first = self.rhythm.next_after(last.period if last else None)
        return Wanted(last, self.rhythm.periods_between(first, self.until) * self.rhythm.slots)


def terms_of(rows: RotationQuerySet, today: dt.date) -> list[Terms]:
    """In the order of their numbers, which is also that of the locks if the rows are locked."""
    found = []
    columns = ("pk", "anchor", "cadence_months", "slots", "publish_ahead")
    for pk, anchor, cadence, slots, ahead in rows.order_by("pk").values_list(*columns):
        rhythm = Rhythm(anchor, cadence, slots)
        found.append(Terms(pk, rhythm, rhythm.horizon(today, ahead)))
    return found


def due_rotations(today: dt.date) -> list[int]:
    """Those with a period to publish. Looked at without a lock: what is due is read again under it."""
    running = terms_of(Rotation.objects.running(), today)
    last = last_planned([each.rotation for each in running])
    return [each.rotation for each in running if each.is_due(last.get(each.rotation))]


def plans_of(rotations: Sequence[Terms]) -> dict[int, Plan]:
    """By rotation. Of an order only the places next in turn are read, and all of it where they do not do."""
    last = last_planned([each.rotation for each in rotations])
    wanted = {each.rotation: each.wanted(last.get(each.rotation)) for each in rotations}
    nearest = nearest_of(wanted)
    plans = _planned(rotations, nearest)
    unsure = [
        each
        for each in rotations
        if not _is_sure(plans[each.rotation], nearest[each.rotation], wanted[each.rotation])
    ]
    if unsure:
        plans |= _planned(unsure, orders_of([each.rotation for each in unsure]))
    return plans


def _planned(rotations: Iterable[Terms], orders: Mapping[int, Order]) -> dict[int, Plan]:
    return {
        rotation: plan(rhythm, *orders[rotation], until)  # an order's places, exemptions and last turn
        for rotation, rhythm, until in rotations
    }


def _is_sure(made: Plan, nearest: Order, wanted: Wanted) -> bool:
    """Whether the whole order would give the same plan."""
    if len(nearest.places) < wanted.places:
        return True  # there are no others
    return made.gap is None and goes_straight(made.turns, nearest.places, nearest.last)
