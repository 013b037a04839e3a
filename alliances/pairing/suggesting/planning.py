"""Who with whom: one assignment over distance, needs, load and history. Pure: plain values in and out.

As many partners as can be placed are placed; of all ways to do so, one with the highest sum of scores. In a
run a partner gets one host, and a host as many partners as it has places. Its second place is worth less
than its first, so partners spread. A district is a problem of its own: nobody is paired across districts.
"""

from collections import defaultdict
from collections.abc import Sequence
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
    worth: tuple[Numbers, Numbers, Numbers]


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
    worth = (
        scoring.distance_points(weights.distance, grids.metres),
        scoring.needs_points(weights.needs, grids.met, grids.asked),
        scoring.history_points(weights.history, grids.before),
    )
    return District(partners, hosts, modes, weights, grids, worth)


def _assigned(district: District) -> list[tuple[int, int]]:
    """Row and column of each pair; those of a host in the order of its places."""
    rows = [row for row, partner in enumerate(district.partners) if partner.room != 0]
    places = places_of(district.hosts, len(rows))
    if not places or not rows:
        return []
    grid = np.ix_(rows, [column for column, _ in places])
    distance, needs, history = district.worth
    values = (distance + needs + history)[grid] + _loads(district, rows, places)
    chosen = best_assignment(np.where(district.grids.free[grid], values, _bar(district)))
    in_order = sorted(chosen, key=lambda each: places[each[1]])
    return [(rows[row], places[place][0]) for row, place in in_order]


def _bar(district: District) -> float:
    """For two who may not be paired: the same everywhere, and worse than all pairs could make up for."""
    most = 100 * sum(district.weights) + 1
    return -float(most * (len(district.partners) + 1))


def _loads(
    district: District, rows: Sequence[int], places: Sequence[tuple[int, int]]
) -> npt.NDArray[np.float64]:
    """What each place of a host adds for each partner: less, the more the two carry already."""
    ours = np.array([district.partners[row].load for row in rows])
    theirs = np.array([district.hosts[column].load + ordinal for column, ordinal in places])
    weight, most = district.weights.load, int(ours.max() + theirs.max())
    points = np.array([scoring.load_points(weight, carried) for carried in range(most + 1)], dtype=np.float64)
    return points[np.add.outer(ours, theirs)]


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
    for row, column in chosen:
        found.append(_suggestion(district, row, column, used[column]))
        used[column] += 1
    return found


def _suggestion(district: District, row: int, column: int, ordinal: int) -> Suggestion:
    partner, host, grids = district.partners[row], district.hosts[column], district.grids
    distance, needs, history = (int(each[row, column]) for each in district.worth)
    load = scoring.load_points(district.weights.load, partner.load + host.load + ordinal)
    return Suggestion(
        partner=partner.id,
        host=host.id,
        mode=district.modes[grids.mode[row, column]],
        metres=int(grids.metres[row, column]),
        rough=partner.rough or host.rough,
        met=int(grids.met[row, column]),
        asked=int(grids.asked[column]),
        partner_load=partner.load,
        host_load=host.load,
        ordinal=ordinal,
        before=int(grids.before[row, column]),
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
