"""For the suggestions of pairings: which of a neighbourhood's needs the resources of a unit could meet.

Stricter than the matches of one need: a word of both titles or the category has to be the same, since
nobody looks at each of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from django.db.models import Q
from django.utils import timezone

from alliances.pairing.suggesting.complements import Complements
from alliances.pairing.suggesting.grids import Table
from alliances.pairing.suggesting.scoring import Numbers
from projects.listings.models import Need, Resource
from projects.matching.words import pairs_in, without

COLUMNS = ("unit_id", "unit__name", "title", "category__name")


class Entry(NamedTuple):
    """One entry of a list. `marks`: its category, and the pairs of its title without its publisher's name."""

    unit: int
    title: str
    marks: frozenset[str]


def complements(code: str, year: int, partners: Sequence[int], hosts: Sequence[int]) -> Complements:
    """What the published lists of that year say. Two queries."""
    needs = _entries(Need.objects.published(), code, year, hosts)
    valid = Q(valid_until=None) | Q(valid_until__gte=timezone.localdate())
    resources = _entries(Resource.objects.published().filter(valid), code, year, partners)
    could = could_meet(needs, resources, partners)
    row_of = _places(partners)

    def examples(partner: int, host: int) -> list[str]:
        own = 1 << row_of[partner]
        return [need.title for need, who in zip(needs, could, strict=True) if who & own and need.unit == host]

    asked = Counter(need.unit for need in needs)
    return Complements(asked, Table(partners, hosts, _counted(needs, could, len(partners), hosts)), examples)


def could_meet(needs: Sequence[Entry], resources: Iterable[Entry], partners: Sequence[int]) -> list[int]:
    """For each need, whose resources share a mark with it: a number with a bit for each partner, by row."""
    own = {unit: 1 << row for row, unit in enumerate(partners)}
    giving: dict[str, int] = defaultdict(int)
    for resource in resources:
        for mark in resource.marks:
            giving[mark] |= own[resource.unit]
    found = []
    for need in needs:
        who = 0
        for mark in need.marks:
            who |= giving.get(mark, 0)
        found.append(who & ~own.get(need.unit, 0))
    return found


def _counted(needs: Sequence[Entry], could: Sequence[int], partners: int, hosts: Sequence[int]) -> Numbers:
    """Partners by hosts: of how many needs of the host the bit is set."""
    counted = np.zeros((len(hosts), partners), dtype=np.int32)
    column_of, size = _places(hosts), -(-partners // 8)
    packed = np.frombuffer(b"".join(who.to_bytes(size, "little") for who in could), dtype=np.uint8)
    bits = np.unpackbits(packed.reshape(len(needs), size), axis=1, count=partners, bitorder="little")
    for need, row in zip(needs, bits, strict=True):
        counted[column_of[need.unit]] += row
    return counted.T


def _entries(rows: Any, code: str, year: int, units: Sequence[int]) -> list[Entry]:
    """Those of these units. Chosen here: a list of hundreds of ids would cost more than reading the rest."""
    wanted = frozenset(units)
    found = rows.filter(region__code__startswith=code, year=year).order_by("pk")
    return [
        Entry(unit, title, _marks(title, name, category))
        for unit, name, title, category in found.values_list(*COLUMNS)
        if unit in wanted
    ]


@lru_cache(maxsize=20_000)
def _marks(title: str, name: str, category: str) -> frozenset[str]:
    return pairs_in(without(title, name)) | {f"[{category}]"}


def _places(ids: Sequence[int]) -> dict[int, int]:
    return {each: at for at, each in enumerate(ids)}
