"""One district's problem as tables: a row for each partner, a column for each host, both by their ids."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from alliances.pairing.planning import misfit
from alliances.pairing.suggesting.scoring import UNKNOWN, Numbers, Point, metres_between

PerPair: TypeAlias = Mapping[int, Mapping[int, int]]
"""Host → partner → a number."""

NO_MODE = -1


class Party(NamedTuple):
    """A unit on either side. `room` is how many more it may have, None where the round sets no limit.

    `rough`: the point is not its own but that of the street it is in.
    """

    id: int
    kind: str
    point: Point | None = None
    rough: bool = False
    district: int = 0
    load: int = 0
    room: int | None = None


class Table(NamedTuple):
    """A number for each two of many, as rows of partners and columns of hosts. Who is not in it has none."""

    partners: Sequence[int]
    hosts: Sequence[int]
    numbers: Numbers


NOTHING = Table((), (), np.zeros((0, 0), dtype=np.int32))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of hosts and of pairs. What is absent: no needs, none met, not paired.

    `asked`: how many needs a host has. `met`: how many of them a partner could meet. `taken`: those it is
    paired with in this round already. `before`: how often the two were paired.
    """

    asked: Mapping[int, int] = field(default_factory=dict)
    met: Table = NOTHING
    taken: Mapping[int, Collection[int]] = field(default_factory=dict)
    before: PerPair = field(default_factory=dict)


class Grids(NamedTuple):
    """Everything by row and column; `asked` by column.

    `mode` is the place of the first mode of the round that fits the two, or NO_MODE: such a pair is not
    suggested, though an office may pair it all the same.
    """

    mode: Numbers
    free: npt.NDArray[np.bool_]
    metres: Numbers
    asked: Numbers
    met: Numbers
    before: Numbers


def by_district(parties: Iterable[Party]) -> dict[int, list[Party]]:
    """Each district's, by id: what follows does not depend on the order in which they came."""
    found: dict[int, list[Party]] = {}
    for party in sorted(parties, key=lambda each: each.id):
        found.setdefault(party.district, []).append(party)
    return found


def grids_of(partners: Sequence[Party], hosts: Sequence[Party], modes: Sequence[str], facts: Facts) -> Grids:
    """Nobody is free for themselves, for whom they are paired with, or where no mode of the round fits."""
    mode = _modes_by_kind(partners, hosts, modes)
    taken = {host: dict.fromkeys(theirs, 1) for host, theirs in facts.taken.items()}
    apart = _filled(partners, hosts, taken) == 0
    ours, theirs = (np.array([each.id for each in side], dtype=np.int64) for side in (partners, hosts))
    return Grids(
        mode,
        (mode != NO_MODE) & apart & np.not_equal.outer(ours, theirs),
        distances_between(partners, hosts),
        np.array([facts.asked.get(host.id, 0) for host in hosts], dtype=np.int32),
        _out_of(facts.met, partners, hosts),
        _filled(partners, hosts, facts.before),
    )


def _out_of(table: Table, partners: Sequence[Party], hosts: Sequence[Party]) -> Numbers:
    """The part of the table that is about these. Whoever is missing gets the last row or column: zeros."""
    padded = np.pad(table.numbers, ((0, 1), (0, 1)))
    rows, columns = (
        _places(ids, [each.id for each in side])
        for ids, side in ((table.partners, partners), (table.hosts, hosts))
    )
    return padded[rows].take(columns, axis=1)


def _places(ids: Sequence[int], asked: Sequence[int]) -> list[int]:
    place = {each: at for at, each in enumerate(ids)}
    return [place.get(each, -1) for each in asked]


def _filled(partners: Sequence[Party], hosts: Sequence[Party], numbers: PerPair) -> Numbers:
    row_of = {partner.id: row for row, partner in enumerate(partners)}
    grid = np.zeros((len(partners), len(hosts)), dtype=np.int32)
    for column, host in enumerate(hosts):
        theirs = numbers.get(host.id)
        if theirs:
            rows = [row_of[partner] for partner in theirs if partner in row_of]
            grid[rows, column] = [number for partner, number in theirs.items() if partner in row_of]
    return grid


def distances_between(partners: Sequence[Party], hosts: Sequence[Party]) -> Numbers:
    """Two who are known by the street alone, and by the same one, are not next door: that is UNKNOWN."""
    metres = metres_between([each.point for each in partners], [each.point for each in hosts])
    ours, theirs = (np.array([each.rough for each in side], dtype=bool) for side in (partners, hosts))
    metres[np.logical_and.outer(ours, theirs) & (metres == 0)] = UNKNOWN
    return metres


def _modes_by_kind(partners: Sequence[Party], hosts: Sequence[Party], modes: Sequence[str]) -> Numbers:
    """Asked once for each two kinds: there are a dozen of them, however many units."""
    kinds = sorted({party.kind for party in (*partners, *hosts)})
    place = {kind: at for at, kind in enumerate(kinds)}
    table = np.array(
        [[_first_fitting(modes, host, partner) for host in kinds] for partner in kinds], dtype=np.int32
    )
    rows = np.array([place[each.kind] for each in partners], dtype=np.int32)
    columns = np.array([place[each.kind] for each in hosts], dtype=np.int32)
    return table.reshape(len(kinds), len(kinds))[:, columns][rows]


def _first_fitting(modes: Sequence[str], host_kind: str, partner_kind: str) -> int:
    fitting = (at for at, mode in enumerate(modes) if not misfit(mode, host_kind, partner_kind))
    return next(fitting, NO_MODE)
