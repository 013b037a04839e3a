"""What one side asks for and the other could give, as the lists of the app above know it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TypeAlias

import numpy as np

from alliances.pairing.suggesting.grids import NOTHING, Table
from portal.registry import Registry


@dataclass(frozen=True, slots=True)
class Complements:
    """`asked`: how many needs a host has. `met`: how many of them a partner could meet.

    `examples(partner, host)` names those, for a pair that is shown.
    """

    asked: Mapping[int, int] = field(default_factory=dict)
    met: Table = NOTHING
    examples: Callable[[int, int], list[str]] = lambda partner, host: []


Reading: TypeAlias = Callable[[str, int, Sequence[int], Sequence[int]], Complements]
"""Takes the code of the place, the year, the ids of partners and of hosts; its table has all of these.

A fixed number of queries.
"""

COMPLEMENTS: Registry[Reading] = Registry("source of what one side needs and the other has")


def complements_of(code: str, year: int, partners: Sequence[int], hosts: Sequence[int]) -> Complements:
    """All sources taken together: what they count is added up."""
    found = [read(code, year, partners, hosts) for read in COMPLEMENTS]
    if not found:
        return Complements()

    def examples(partner: int, host: int) -> list[str]:
        return [name for each in found for name in each.examples(partner, host)]

    asked = {host: sum(each.asked.get(host, 0) for each in found) for host in hosts}
    met = reduce(np.add, (each.met.numbers for each in found))
    return Complements(asked, Table(partners, hosts, met), examples)
