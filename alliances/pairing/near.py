"""How far the partners of a round are from their 村居, for the page that shows distances without a map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alliances.pairing.models import Pairing
from alliances.pairing.suggesting.grids import Party, distances_between
from alliances.pairing.suggesting.scoring import UNKNOWN
from alliances.pairing.suggesting.wording import distance_words

START, END = 12, 468
"""Where on the strip, in its units, 0 km and the farthest stand."""


@dataclass(frozen=True)
class Partner:
    """`metres`: UNKNOWN where one of the two has no place. `rough`: one stands for its street."""

    pairing: Pairing
    metres: int
    rough: bool

    @property
    def is_known(self) -> bool:
        return self.metres != UNKNOWN

    @property
    def words(self) -> str:
        return distance_words(self.metres, rough=self.rough)


@dataclass(frozen=True)
class Strip:
    """A host with its partners, the nearest first, those without a place last; `dots` with their place."""

    host: Pairing
    partners: list[Partner]
    farthest: int

    @property
    def dots(self) -> list[tuple[Partner, int]]:
        known = [each for each in self.partners if each.is_known]
        return [(each, START + (END - START) * each.metres // self.farthest) for each in known]


def strips_of(pairings: Iterable[Pairing], parties: Mapping[int, Party]) -> tuple[list[Strip], int]:
    """One for each host, by its name, and the farthest distance in whole kilometres, at least one.

    A post stands nowhere.
    """
    found: dict[int, list[Partner]] = {}
    for pairing in pairings:
        if pairing.partner_id is not None:
            found.setdefault(pairing.host_id, []).append(_partner(pairing, parties))
    longest = max((each.metres for rows in found.values() for each in rows), default=0)
    kilometres = max(1, -(-longest // 1000))
    strips = [
        Strip(rows[0].pairing, sorted(rows, key=_by_distance), kilometres * 1000) for rows in found.values()
    ]
    return sorted(strips, key=lambda strip: (strip.host.host.name, strip.host.host_id)), kilometres


def _partner(pairing: Pairing, parties: Mapping[int, Party]) -> Partner:
    host, partner = parties.get(pairing.host_id), parties.get(pairing.partner_id or 0)
    if host is None or partner is None:
        return Partner(pairing, UNKNOWN, rough=False)
    metres = int(distances_between([partner], [host])[0, 0])
    return Partner(pairing, metres, host.rough or partner.rough)


def _by_distance(partner: Partner) -> tuple[bool, int, int]:
    return not partner.is_known, partner.metres, partner.pairing.pk
