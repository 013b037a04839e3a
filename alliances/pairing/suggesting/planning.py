"""Who with whom: one assignment over distance, needs, load and history. Pure: plain values in and out.

As many partners as can be placed are placed; of all ways to do so, one with the highest sum of scores. In a
run a partner gets one host, and a host as many partners as it has places. Its second place is worth less
than its first, so partners spread. A district is a problem of its own: nobody is paired across districts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from alliances.pairing.suggesting import scoring
from alliances.pairing.suggesting.grids import NO_MODE, Facts, Grids, Party, by_district, grids_of
from alliances.pairing.suggesting.scoring import Numbers, Parts, Weights
from alliances.pairing.suggesting.solving import best_assignment


class Without(Enum):
    """Why somebody stays without."""

    FULL = "full"
    NO_FIT = "no_fit"
    ALL_TAKEN = "all_taken"
    NOBODY_LEFT = "nobody_left"


class Suggestion(NamedTuple):
    """One pair, and what speaks for it. `points` add up to `score`.

    `metres` may be `scoring.UNKNOWN`, and is `rough` where a side is known by its street alone. `ordinal` is
    which of the host's new partners this is, from 0.
    """

    partner: int
    host: int
    mode: str
    metres: int
    rough: bool
    met: int
    asked: int
    partner_load: int
    host_load: int
    ordinal: int
    before: int
    points: Parts

    @property
    def score(self) -> int:
        return sum(self.points)


@dataclass(frozen=True, slots=True)
class Suggested:
    """The pairs, those with the highest scores first, and who stays without on each side."""

    pairs: list[Suggestion]
    partners: dict[int, Without]
    hosts: dict[int, Without]


class District(NamedTuple):
    """One problem. `worth`: points for distance, needs and history; the load's depend on the place."""

    partners: Sequence[Party]
    hosts: Sequence[Party]
    modes: Sequence[str]
    weights: Weights
    grids: Grids
    worth: Numbers


def suggest(
    partners: Sequence[Party], hosts: Sequence[Party], modes: Sequence[str], facts: Facts, weights: Weights
) -> Suggested:
    """`modes` are those of the round that pair units, in its order. No id twice on one side."""
    found = Suggested([], {}, {})
    comers, places = by_district(partners), by_district(hosts)
    for name in sorted(comers.keys() | places.keys()):
        district = _district(comers.get(name, []), places.get(name, []), modes, facts, weights)
        chosen = _assigned(district)
        found.pairs.extend(_suggestions(district, chosen))
        rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
        found.partners.update(_without(district.partners, rows, district.grids))
        found.hosts.update(_without(district.hosts, columns, _turned(district.grids)))
    found.pairs.sort(key=lambda each: (-each.score, each.host, each.partner))
    return found


def _district(
    partners: Sequence[Party], hosts: Sequence[Party], modes: Sequence[str], facts: Facts, weights: Weights
) -> District:
    grids = grids_of(partners, hosts, modes, facts)
    distance, needs, history = _points(weights, grids.metres, grids.met, grids.asked, grids.before)
    return District(partners, hosts, modes, weights, grids, distance + needs + history)


def _points(
    weights: Weights, metres: Numbers, met: Numbers, asked: Numbers, before: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Points for distance, needs and history, of a whole district or of the pairs that were chosen."""
    return (
        scoring.distance_points(weights.distance, metres),
        scoring.needs_points(weights.needs, met, asked),
        scoring.history_points(weights.history, before),
    )


def _assigned(district: District) -> list[tuple[int, int]]:
    """Row and column of each pair; those of a host in the order of its places."""
    rows = [row for row, partner in enumerate(district.partners) if partner.room != 0]
    places = places_of(district.hosts, len(rows))
    if not places or not rows:
        return []
    chosen = best_assignment(_values(district, rows, places))
    in_order = sorted(chosen, key=lambda each: places[each[1]])
    return [(rows[row], places[place][0]) for row, place in in_order]


def _values(
    district: District, rows: Sequence[int], places: Sequence[tuple[int, int]]
) -> npt.NDArray[np.float64]:
    """What each pair of a partner and a place is worth, and the bar where they may not be paired.

    Worked out where it stands: of a big street these are 300,000 numbers.
    """
    worth = np.where(district.grids.free, district.worth, -np.inf)
    values = worth[rows].take([column for column, _ in places], axis=1)
    values += _loads(district, places)[[district.partners[row].load for row in rows]]
    return np.maximum(values, _bar(district), out=values)


def _bar(district: District) -> float:
    """For two who may not be paired: the same everywhere, and worse than all pairs could make up for."""
    most = 100 * sum(district.weights) + 1
    return -float(most * (len(district.partners) + 1))


def _loads(district: District, places: Sequence[tuple[int, int]]) -> npt.NDArray[np.float64]:
    """What each place of a host adds: less, the more the two carry already. A row for what a partner does."""
    ours = np.arange(max(partner.load for partner in district.partners) + 1)
    theirs = np.array([district.hosts[column].load + ordinal for column, ordinal in places])
    carried = np.add.outer(ours, theirs)
    points = [scoring.load_points(district.weights.load, each) for each in range(int(carried.max()) + 1)]
    return np.array(points, dtype=np.float64)[carried]


def places_of(hosts: Sequence[Party], comers: int) -> list[tuple[int, int]]:
    """Column and ordinal of each place there is for that many partners.

    A host has the room that its round leaves it. Where the round has no limit it has an even share of the
    partners, rounded up: what cannot be placed so waits for the next run.
    """
    open_to = [column for column, host in enumerate(hosts) if host.room != 0]
    share = -(-comers // max(len(open_to), 1))
    found = []
    for column in open_to:
        room = hosts[column].room
        size = share if room is None else min(room, comers)
        found += [(column, ordinal) for ordinal in range(size)]
    return found


def _suggestions(district: District, chosen: Sequence[tuple[int, int]]) -> list[Suggestion]:
    """Where a later place was taken and an earlier left empty, as may be at a tie, the earlier is meant."""
    used: dict[int, int] = defaultdict(int)
    found = []
    for (row, column), numbers in zip(chosen, _numbers(district, chosen), strict=True):
        found.append(
            _suggestion(district, district.partners[row], district.hosts[column], used[column], numbers)
        )
        used[column] += 1
    return found


def _numbers(district: District, chosen: Sequence[tuple[int, int]]) -> Iterable[tuple[int, ...]]:
    """For each pair, in this order: points for distance, needs, history; mode, metres, met, asked, before."""
    grids = district.grids
    rows, columns = np.array(chosen, dtype=np.intp).reshape(-1, 2).T
    mode, metres, met, before = (
        table[rows, columns] for table in (grids.mode, grids.metres, grids.met, grids.before)
    )
    asked = grids.asked[columns]
    points = _points(district.weights, metres, met, asked, before)
    return zip(*(each.tolist() for each in (*points, mode, metres, met, asked, before)), strict=True)


def _suggestion(
    district: District, partner: Party, host: Party, ordinal: int, numbers: tuple[int, ...]
) -> Suggestion:
    distance, needs, history, mode, metres, met, asked, before = numbers
    load = scoring.load_points(district.weights.load, partner.load + host.load + ordinal)
    return Suggestion(
        partner=partner.id,
        host=host.id,
        mode=district.modes[mode],
        metres=metres,
        rough=partner.rough or host.rough,
        met=met,
        asked=asked,
        partner_load=partner.load,
        host_load=host.load,
        ordinal=ordinal,
        before=before,
        points=Parts(distance, needs, load, history),
    )


def _without(parties: Sequence[Party], placed: set[int], grids: Grids) -> dict[int, Without]:
    """Why each party that is not among the placed rows has nobody."""
    fits, free = np.any(grids.mode != NO_MODE, axis=1).tolist(), np.any(grids.free, axis=1).tolist()
    return {
        party.id: _why(party, fits[row], free[row]) for row, party in enumerate(parties) if row not in placed
    }


def _why(party: Party, fits: bool, free: bool) -> Without:
    if party.room == 0:
        return Without.FULL
    if not fits:
        return Without.NO_FIT
    return Without.NOBODY_LEFT if free else Without.ALL_TAKEN


def _turned(grids: Grids) -> Grids:
    """With hosts as rows. Only who fits whom is asked of it."""
    return grids._replace(mode=grids.mode.T, free=grids.free.T)
