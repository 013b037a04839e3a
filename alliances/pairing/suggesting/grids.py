"""One district's problem as tables: a row for each partner, a column for each host, both by their ids."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from alliances.pairing.planning import misfit
from alliances.pairing.suggesting.scoring import UNKNOWN, Numbers, Point, metres_between

Pair: TypeAlias = tuple[int, int]
"""Partner and host, by their ids."""

NO_MODE = -1


@dataclass(frozen=True, slots=True)
class Party:
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


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of pairs. What is absent: no needs met, not paired.

    `asked`: host → how many needs. `met`: how many of them the partner could meet. `taken`: paired in this
    round already, so not suggested again. `before`: how often the two were paired.
    """

    asked: Mapping[int, int] = field(default_factory=dict)
    met: Mapping[Pair, int] = field(default_factory=dict)
    taken: Mapping[Pair, int] = field(default_factory=dict)
    before: Mapping[Pair, int] = field(default_factory=dict)


class Grids(NamedTuple):
    """Everything by row and column. `mode` is the place of the first mode of the round that fits, or NO_MODE."""

    mode: Numbers
    taken: npt.NDArray[np.bool_]
    metres: Numbers
    asked: Numbers
    met: Numbers
    before: Numbers


class District(NamedTuple):
    """Those who can be paired with each other, both sides by their ids."""

    partners: list[Party]
    hosts: list[Party]
    facts: Facts


def districts(partners: Iterable[Party], hosts: Iterable[Party], facts: Facts) -> list[District]:
    """Independent problems, by district. What is known of pairs goes where both of a pair are."""
    found: dict[int, District] = {}
    for side, parties in (("partners", partners), ("hosts", hosts)):
        for party in sorted(parties, key=lambda each: each.id):
            mine = found.setdefault(party.district, District([], [], Facts({}, {}, {}, {})))
            getattr(mine, side).append(party)
    lies_in = {host.id: district for district, each in found.items() for host in each.hosts}
    comes_from = {partner.id: district for district, each in found.items() for partner in each.partners}
    for name in ("met", "taken", "before"):
        for (partner, host), number in getattr(facts, name).items():
            district = lies_in.get(host)
            if district is not None and comes_from.get(partner) == district:
                getattr(found[district].facts, name)[partner, host] = number
    for each in found.values():
        each.facts.asked.update({host.id: facts.asked.get(host.id, 0) for host in each.hosts})
    return [found[district] for district in sorted(found)]
