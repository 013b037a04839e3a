"""Coverage of a round: which 村居 and which units have how many pairings, and which have none."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alliances.pairing.models import Mode, Pairing, Programme
from alliances.pairing.planning import COMPANIES
from alliances.pairing.states import OPEN
from alliances.pairing.suggesting.enrolled import Enrolled, enrolled_in, sides_of


@dataclass(frozen=True)
class Covered:
    """A unit with how many of its pairings are in force, and how many are under way."""

    unit: int
    name: str
    in_force: int
    under_way: int


@dataclass(frozen=True)
class Coverage:
    """`most`: the largest number of pairings of one host, at least 1; bars are drawn against it."""

    hosts: Sequence[Covered]
    partners: Sequence[Covered]
    pairings: int

    @property
    def hosts_without(self) -> list[Covered]:
        return [each for each in self.hosts if not each.in_force]

    @property
    def partners_without(self) -> list[Covered]:
        return [each for each in self.partners if not each.in_force]

    @property
    def most(self) -> int:
        return max((each.in_force for each in self.hosts), default=1) or 1

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        return [
            ("履行中的结对", f"{self.pairings}", "对"),
            ("村居（企业）", f"{len(self.hosts)}", "个"),
            ("还没有结对的村居（企业）", f"{len(self.hosts_without)}", "个"),
            ("还没有结对的单位", f"{len(self.partners_without)}", "家"),
        ]


def coverage_of(programme: Programme, today: dt.date, *, with_open: bool) -> Coverage:
    """Three queries. `with_open`: also count what is under way, for those who see it."""
    partners, hosts = parties_of(programme, enrolled_in(programme.region.code))
    rows = Pairing.objects.filter(programme=programme)
    running = list(rows.in_force(today).values_list("host_id", "partner_id"))
    started = list(rows.filter(state__in=OPEN).values_list("host_id", "partner_id")) if with_open else []
    in_force, under_way = sides_counted(running), sides_counted(started)
    return Coverage(covered(hosts, in_force, under_way), covered(partners, in_force, under_way), len(running))


def sides_counted(pairs: Iterable[tuple[int, int | None]]) -> Counter[int]:
    """Unit → on how many sides it stands."""
    return Counter(unit for pair in pairs for unit in pair if unit is not None)


def covered(units: Iterable[Enrolled], in_force: Counter[int], under_way: Counter[int]) -> list[Covered]:
    """Those with the fewest first."""
    rows = [
        Covered(each.party.id, each.name, in_force[each.party.id], under_way[each.party.id]) for each in units
    ]
    return sorted(rows, key=lambda row: (row.in_force, row.under_way, row.name))


def parties_of(
    programme: Programme, units: Sequence[Enrolled]
) -> tuple[Sequence[Enrolled], Sequence[Enrolled]]:
    """Who is meant on either side: partners, then hosts. Where posts are paired there are no partners."""
    partners, hosts = ({party.id for party in side} for side in sides_of(units, unit_modes(programme)))
    if Mode.LEADERS in programme.modes:
        hosts |= {each.party.id for each in units if each.is_neighbourhood}
    if Mode.INSTRUCTORS in programme.modes:
        hosts |= {each.party.id for each in units if each.party.kind in COMPANIES}
    return (
        [each for each in units if each.party.id in partners],
        [each for each in units if each.party.id in hosts],
    )


def unit_modes(programme: Programme) -> list[str]:
    """Its modes between two units."""
    return [mode for mode in programme.modes if mode not in (Mode.LEADERS, Mode.INSTRUCTORS)]
