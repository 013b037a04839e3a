"""What the planner is told of a round: who stands on which side, where, and what there is between them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from alliances.pairing.models import POST_MODES, Pairing, Programme
from alliances.pairing.models.pairings import LAST_DAY
from alliances.pairing.planning import last_day_of_term
from alliances.pairing.states import GIVEN_UP, HOLDING, KEPT, PairingState
from alliances.pairing.suggesting.complements import Complements, complements_of
from alliances.pairing.suggesting.enrolled import enrolled_in, sides_of
from alliances.pairing.suggesting.grids import Facts, Party
from alliances.pairing.suggesting.planning import Suggested, suggest
from alliances.pairing.suggesting.scoring import Weights
from members.places.models import CODE_LENGTHS, Level

COUNTED = (PairingState.DRAFTED, *HOLDING)
"""What a side carries already. Drafts too, so that another run goes on from what was accepted."""

Others: TypeAlias = dict[int, set[int]]
"""Unit → with whom. Posts stand by the negative of their number."""


class Held(NamedTuple):
    """A pairing that stands or stood, in whatever round."""

    programme: int
    state: str
    from_on: dt.date
    last_on: dt.date
    host: int
    partner: int


@dataclass(frozen=True)
class Situation:
    """All that a run of the planner takes, with the names. Read once, run as often as asked."""

    partners: Sequence[Party]
    hosts: Sequence[Party]
    modes: Sequence[str]
    facts: Facts
    names: Mapping[int, str]
    complements: Complements

    def suggest(self, weights: Weights) -> Suggested:
        return suggest(self.partners, self.hosts, self.modes, self.facts, weights)


def weights_of(programme: Programme) -> Weights:
    return Weights(
        programme.weight_distance, programme.weight_needs, programme.weight_load, programme.weight_history
    )


def situation_of(programme: Programme, today: dt.date) -> Situation:
    """Two queries, and those of COMPLEMENTS. The needs and resources are those of this year's lists."""
    modes = [mode for mode in programme.modes if mode not in POST_MODES]
    units = enrolled_in(programme.region.code)
    partners, hosts = sides_of(units, modes)
    held = _held(programme)
    here = _in_the_way(programme, held, today)
    counted = [each for each in here if each.state in COUNTED]
    load = _either_way(each for each in held if each.state in COUNTED and each.last_on >= today)
    complements = complements_of(programme.region.code, today.year, _ids(partners), _ids(hosts))
    return Situation(
        _loaded(partners, load, programme.most_per_partner, _by_partner(counted)),
        _loaded(hosts, load, programme.most_per_host, _by_host(counted)),
        modes,
        Facts(complements.asked, complements.met, _either_way(here), _before(held)),
        {unit.party.id: unit.name for unit in units},
        complements,
    )


def _held(programme: Programme) -> list[Held]:
    """Pairings in the district's rounds, without those given up or ended before they began. One query."""
    district = programme.region.code[: CODE_LENGTHS[Level.DISTRICT]]
    rows = Pairing.objects.filter(programme__region__code__startswith=district).exclude(state__in=GIVEN_UP)
    rows = rows.exclude(state=PairingState.TERMINATED, ended_on=None).annotate(ends_on=LAST_DAY)
    columns = ("programme_id", "state", "from_on", "ends_on", "host_id", "partner_id", "post_id")
    return [
        Held(programme, state, begins, ends, host, -post if partner is None else partner)
        for programme, state, begins, ends, host, partner, post in rows.order_by("pk").values_list(*columns)
    ]


def _in_the_way(programme: Programme, held: Iterable[Held], today: dt.date) -> list[Held]:
    """Those of the round whose time a pairing drafted now would overlap."""
    begins = max(today, programme.from_on)
    until = last_day_of_term(begins, programme.term_months)
    return [
        each
        for each in held
        if each.programme == programme.pk and each.from_on <= until and each.last_on >= begins
    ]


def _loaded(parties: Iterable[Party], load: Others, most: int | None, theirs: Others) -> list[Party]:
    """Each with what it carries, and how many more the round lets it have. Renewals take no second place."""
    if most is None:
        return [each._replace(load=len(load[each.id])) if each.id in load else each for each in parties]
    return [
        each._replace(load=len(load[each.id]), room=max(most - len(theirs[each.id]), 0)) for each in parties
    ]


def _by_host(pairings: Iterable[Held]) -> Others:
    found: Others = defaultdict(set)
    for each in pairings:
        found[each.host].add(each.partner)
    return found


def _by_partner(pairings: Iterable[Held]) -> Others:
    found: Others = defaultdict(set)
    for each in pairings:
        found[each.partner].add(each.host)
    return found


def _either_way(pairings: Iterable[Held]) -> Others:
    """Paired is paired, whoever of the two is the host."""
    rows = list(pairings)
    found = _by_host(rows)
    for partner, hosts in _by_partner(rows).items():
        found[partner] |= hosts
    return found


def _before(held: Iterable[Held]) -> dict[int, Counter[int]]:
    """How often two were paired, in this round or another, whoever was the host."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for each in held:
        if each.state in KEPT:
            found[each.host][each.partner] += 1
            found[each.partner][each.host] += 1
    return found


def _ids(parties: Iterable[Party]) -> list[int]:
    return [each.id for each in parties]
