"""Who with whom: one assignment over distance, needs, load and history. Pure: plain values in and out.

As many partners as can be placed are placed; of all ways to do so, one with the highest sum of scores.
A partner gets one host, a host as many partners as it has places; its second place scores lower than its
first, so that partners spread. Districts are problems of their own: nobody is paired across them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import numpy as np

from alliances.pairing.planning import misfit
from alliances.pairing.suggesting.scoring import (
    UNKNOWN,
    Parts,
    Point,
    Weights,
    distances,
    load_points,
    parts_of,
)
from alliances.pairing.suggesting.solving import best_assignment

Pair: TypeAlias = tuple[int, int]
"""Partner and host, by their ids."""


class Because:
    """Why somebody stays without."""

    FULL = "full"  # it has as many as its round allows
    NO_MODE = "no_mode"  # no mode of the round fits it and anybody on the other side
    ALL_TAKEN = "all_taken"  # it is paired already with everybody who would fit
    NOBODY_LEFT = "nobody_left"  # the others had more to say for them


@dataclass(frozen=True, slots=True)
class Party:
    """A unit on either side. `room` is how many more it may have, None where the round sets no limit.

    `rough` where the point is not its own but that of the place it lies in.
    """

    id: int
    kind: str
    point: Point | None = None
    rough: bool = False
    district: int = 0
    load: int = 0
    room: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of pairs. What is absent: no needs met, never paired.

    `asked`: host → how many needs. `met`: how many of them the partner could meet.
    `taken`: paired in this round already. `before`: how often they were paired.
    """

    asked: Mapping[int, int] = field(default_factory=dict)
    met: Mapping[Pair, int] = field(default_factory=dict)
    taken: Collection[Pair] = frozenset()
    before: Mapping[Pair, int] = field(default_factory=dict)


class Suggestion(NamedTuple):
    """One pair with all that speaks for it. `metres` is `UNKNOWN` where no place is known to measure from.

    `host_load` counts those before it in this run too. `points` add up to `score`, hundredths of a point.
    """

    partner: int
    host: int
    mode: str
    metres: int
    met: int
    asked: int
    partner_load: int
    host_load: int
    before: int
    points: Parts

    @property
    def score(self) -> int:
        return sum(self.points)


@dataclass(frozen=True, slots=True)
class Suggested:
    """The pairs, the best first, and who stays without, with the reason (see `Because`)."""

    pairs: list[Suggestion]
    partners_without: dict[int, str]
    hosts_without: dict[int, str]


def suggest(
    partners: Sequence[Party], hosts: Sequence[Party], modes: Sequence[str], facts: Facts, weights: Weights
) -> Suggested:
    """The same for any order of what comes in. `modes` are those of the round that pair units."""
    found = Suggested([], {}, {})
    comers, places = _by_district(partners), _by_district(hosts)
    known = _facts_by_district(facts, {host.id: host.district for host in hosts})
    for district in sorted(comers.keys() | places.keys()):
        problem = _Problem(comers[district], places[district], modes, known[district], weights)
        problem.solve(found)
    found.pairs.sort(key=lambda each: (-each.score, each.host, each.partner))
    return found


class _Problem:
    """One district. Rows are partners, columns hosts, both by id; a place is one of a host's columns."""

    def __init__(
        self,
        partners: Sequence[Party],
        hosts: Sequence[Party],
        modes: Sequence[str],
        facts: Facts,
        weights: Weights,
    ) -> None:
        self.partners, self.hosts, self.facts, self.weights = partners, hosts, facts, weights
        self.modes = modes
        self.mode_of = _modes_by_kind(partners, hosts, modes)
        self.may_be = self.mode_of >= 0
        self.free = self.may_be & ~self._marked(facts.taken)
        self.metres = distances(partners, hosts)
        self.met = self._counted(facts.met)
        self.asked = np.array([facts.asked.get(host.id, 0) for host in hosts], dtype=np.int64)
        self.before = self._counted(facts.before)

    def solve(self, found: Suggested) -> None:
        rows = [at for at, each in enumerate(self.partners) if each.room != 0]
        places = self._places(len(rows))
        chosen = self._assign(rows, places)
        found.pairs.extend(self._suggestion(*each) for each in _in_order(chosen))
        self._note_idle(found, {row for row, _ in chosen}, {column for _, column in chosen})

    def _places(self, comers: int) -> list[int]:
        """The columns of hosts, each as often as it has places: its room, or an even share of the partners."""
        there = [at for at, host in enumerate(self.hosts) if host.room != 0]
        share = -(-comers // max(len(there), 1))
        sizes = [share if self.hosts[at].room is None else min(self.hosts[at].room, comers) for at in there]
        return [at for at, size in zip(there, sizes, strict=True) for _ in range(size)]

    def _assign(self, rows: list[int], places: list[int]) -> list[Pair]:
        """Row and column of each pair chosen."""
        if not rows or not places:
            return []
        grid = np.ix_(rows, places)
        worth = sum(parts_of(self.weights, self.metres, self.met, self.asked, self.before))
        ordinal = np.arange(len(places)) - np.searchsorted(places, places)
        carried = np.array([self.partners[row].load for row in rows])[:, None] + (
            np.array([self.hosts[column].load for column in places]) + ordinal
        )
        values = worth[grid] + load_points(self.weights, carried)
        pairs = best_assignment(values, self.free[grid])
        return [(rows[row], places[place]) for row, place in pairs]

    def _suggestion(self, row: int, column: int, ordinal: int) -> Suggestion:
        partner, host = self.partners[row], self.hosts[column]
        here = np.s_[row : row + 1, column : column + 1]
        metres, met, before = self.metres[here], self.met[here], self.before[here]
        parts = parts_of(self.weights, metres, met, self.asked[column : column + 1], before)
        carried = host.load + ordinal
        load = load_points(self.weights, np.array(partner.load + carried))
        return Suggestion(
            partner.id,
            host.id,
            self.modes[self.mode_of[row, column]],
            int(metres[0, 0]),
            int(met[0, 0]),
            int(self.asked[column]),
            partner.load,
            carried,
            int(before[0, 0]),
            Parts.of(parts, load),
        )
