"""For the suggestions of pairings: which of a neighbourhood's needs the resources of a unit could meet.

Stricter than the matches of one need: a word of both titles or the category has to be the same, since
nobody looks at each of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
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
        theirs = could[:, row_of[partner]]
        return [need.title for need, met in zip(needs, theirs, strict=True) if met and need.unit == host]

    asked = Counter(need.unit for need in needs)
    return Complements(asked, Table(partners, hosts, _counted(needs, could, hosts)), examples)


def could_meet(
    needs: Sequence[Entry], resources: Iterable[Entry], partners: Sequence[int]
) -> npt.NDArray[np.bool_]:
    """A row for each need, a column for each partner: whether one of its resources shares a mark with it."""
    found = np.zeros((len(needs), len(partners)), dtype=bool)
    row_of = _places(partners)
    asking, giving = defaultdict(list), defaultdict(set)
    for at, need in enumerate(needs):
        for mark in need.marks:
            asking[mark].append(at)
    for resource in resources:
        for mark in resource.marks & asking.keys():
            giving[mark].add(row_of[resource.unit])
    for mark, theirs in giving.items():
        found[np.ix_(asking[mark], list(theirs))] = True
    itself = [(at, row_of[need.unit]) for at, need in enumerate(needs) if need.unit in row_of]
    for at, row in itself:
        found[at, row] = False
    return found


def _counted(needs: Sequence[Entry], could: npt.NDArray[np.bool_], hosts: Sequence[int]) -> Numbers:
    """Partners by hosts: of how many needs of the host it is true. As a product, which is quick."""
    whose = np.zeros((len(needs), len(hosts)), dtype=np.float32)
    column_of = _places(hosts)
    whose[np.arange(len(needs)), [column_of[need.unit] for need in needs]] = 1
    return (could.T.astype(np.float32) @ whose).astype(np.int32)


def _entries(rows: Any, code: str, year: int, units: Sequence[int]) -> list[Entry]:
    """Those of these units. Chosen here: a list of hundreds of ids would cost more than reading the rest."""
    wanted = frozenset(units)
    found = rows.filter(region__code__startswith=code, year=year).order_by("pk")
    return [
        Entry(unit, title, pairs_in(without(title, name)) | {f"[{category}]"})
        for unit, name, title, category in found.values_list(*COLUMNS)
        if unit in wanted
    ]


def _places(ids: Sequence[int]) -> dict[int, int]:
    return {each: at for at, each in enumerate(ids)}
