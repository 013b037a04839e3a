"""What stands between two already, on record or by an earlier row, and how many each side has."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from alliances.pairing.models import Pairing, Programme
from alliances.pairing.states import BETWEEN, HOLDING, PairingState
from portal.ledgers.outcomes import RowProblem

Two = frozenset[tuple[str, int]]
"""Both sides, in whichever order: a unit or a post by its id."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A time of two in a round: one on record (`pairing`), or one that a row of this sheet brings."""

    programme: str
    two: Two
    host: int
    other: tuple[str, int]
    from_on: dt.date
    last_on: dt.date
    said: str
    holds: bool
    pairing: int | None = None

    def meets(self, from_on: dt.date, until_on: dt.date) -> bool:
        return self.from_on <= until_on and from_on <= self.last_on


def two_of(pairing: Pairing) -> Two:
    return frozenset({("unit", pairing.host_id), other_of(pairing)})


def other_of(pairing: Pairing) -> tuple[str, int]:
    return ("unit", pairing.partner_id) if pairing.partner_id else ("post", pairing.post_id or 0)


def spell_of(pairing: Pairing, programme: str) -> Spell:
    return Spell(
        programme,
        two_of(pairing),
        pairing.host_id,
        other_of(pairing),
        pairing.from_on,
        pairing.last_on,
        pairing.get_state_display(),
        pairing.state in HOLDING,
        pairing.pk,
    )


class Spells:
    """All that the database would refuse beside something else, said before it does."""

    def __init__(self, pairings: Iterable[tuple[Pairing, str]]) -> None:
        self.between: dict[tuple[str, Two], list[Spell]] = defaultdict(list)
        self.of_side: dict[tuple[str, str, object], list[Spell]] = defaultdict(list)
        self.known: dict[int, Spell] = {}
        for pairing, programme in pairings:
            ended = pairing.state == PairingState.TERMINATED and pairing.ended_on is not None
            if pairing.state in BETWEEN or ended:
                self.add(spell_of(pairing, programme))

    def add(self, spell: Spell) -> None:
        if spell.pairing is not None:
            self.known[spell.pairing] = spell
        self.between[spell.programme, spell.two].append(spell)
        if spell.holds:
            self.of_side[spell.programme, "host", spell.host].append(spell)
            self.of_side[spell.programme, "other", spell.other].append(spell)

    def replace(self, spell: Spell) -> None:
        """A row changes one on record."""
        before = self.known.get(spell.pairing or 0)
        if before is not None:
            self.between[before.programme, before.two].remove(before)
            if before.holds:
                self.of_side[before.programme, "host", before.host].remove(before)
                self.of_side[before.programme, "other", before.other].remove(before)
        self.add(spell)

    def check(self, spell: Spell, pairing: Pairing, programme: Programme | None) -> None:
        """Raises RowProblem for one that overlaps, or is one too many for a side in its round."""
        for row in self.between[spell.programme, spell.two]:
            if row.pairing != (spell.pairing or 0) and row.meets(spell.from_on, spell.last_on):
                raise RowProblem(
                    "partner",
                    f"{pairing.host}与{pairing.other}在“{spell.programme}”里已有{row.said}的结对"
                    f"（{row.from_on} 至 {row.last_on}），时间重叠，没有导入",
                )
        if programme is not None:
            self._check_room(spell, pairing, programme)

    def _check_room(self, spell: Spell, pairing: Pairing, programme: Programme) -> None:
        """As the database counts: others of the same time, by whom they are with."""
        limits = (
            ("host", spell.host, programme.most_per_host, pairing.host, "neighbourhood"),
            ("other", spell.other, programme.most_per_partner, pairing.other, "partner"),
        )
        for side, key, most, who, column in limits:
            rows = [
                row for row in self.of_side[spell.programme, side, key] if row.pairing != (spell.pairing or 0)
            ]
            met = {row.two for row in rows if row.meets(spell.from_on, spell.last_on)} - {spell.two}
            if most is not None and len(met) >= most:
                raise RowProblem(column, f"{who}在“{programme}”里已结对 {most} 家，到了上限")
