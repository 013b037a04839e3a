"""A run of the planner as page and API show it: names, words, what other weights change, what stays."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alliances.pairing.models import Mode, Pairing, Programme
from alliances.pairing.states import GIVEN_UP, PairingState
from alliances.pairing.suggesting.planning import Suggestion, Without
from alliances.pairing.suggesting.reading import COUNTED, Situation, situation_of, weights_of
from alliances.pairing.suggesting.scoring import Weights
from alliances.pairing.suggesting.wording import (
    WITHOUT_HOST,
    WITHOUT_PARTNER,
    Reason,
    in_one_line,
    points_words,
    reasons_of,
)

ENDS_SOON = dt.timedelta(days=60)
"""A pairing that ends within these days is shown first of the kept ones: it wants to be renewed."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A suggested pair. `is_new`: the saved weights would not have suggested it."""

    host: int
    host_name: str
    partner: int
    partner_name: str
    mode: Mode
    score: str
    reasons: Sequence[Reason]
    is_new: bool

    @property
    def in_words(self) -> str:
        return in_one_line(self.reasons)

    @property
    def key(self) -> str:
        """How a form names the pair."""
        return f"{self.host}-{self.partner}"


@dataclass(frozen=True, slots=True)
class Idle:
    unit: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A pairing of the round that stays and was not dealt again. `to_renew`: filed, and ends soon."""

    pairing: Pairing
    to_renew: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """`differs`: other weights were asked for than the round has saved."""

    weights: Weights
    differs: bool
    pairs: Sequence[Proposed]
    kept: Sequence[Kept]
    partners_without: Sequence[Idle]
    hosts_without: Sequence[Idle]

    @property
    def to_renew(self) -> list[Kept]:
        return [kept for kept in self.kept if kept.to_renew]

    @property
    def standing(self) -> list[Kept]:
        return [kept for kept in self.kept if not kept.to_renew]

    @property
    def new(self) -> int:
        return sum(pair.is_new for pair in self.pairs)


def propose(programme: Programme, weights: Weights, today: dt.date) -> Proposal:
    """Four queries and those of COMPLEMENTS, however many units."""
    situation, saved = situation_of(programme, today), weights_of(programme)
    found = situation.suggest(weights)
    before = found if weights == saved else situation.suggest(saved)
    known = {(pair.host, pair.partner) for pair in before.pairs}
    return Proposal(
        weights,
        weights != saved,
        [_proposed(pair, situation, (pair.host, pair.partner) not in known) for pair in found.pairs],
        kept_of(programme, today),
        _idle(found.partners, situation.names, WITHOUT_PARTNER),
        _idle(found.hosts, situation.names, WITHOUT_HOST),
    )


def kept_of(programme: Programme, today: dt.date) -> list[Kept]:
    """What the round has, in force or under way; first those that should be renewed. Two queries."""
    rows = Pairing.objects.filter(programme=programme, state__in=COUNTED, until_on__gte=today)
    rows = rows.select_related("programme", "host", "partner", "post").order_by("until_on", "pk")
    renewals = Pairing.objects.filter(renews__programme=programme).exclude(state__in=GIVEN_UP)
    renewed = set(renewals.values_list("renews_id", flat=True))
    found = [Kept(row, _ends_soon(row, today) and row.pk not in renewed) for row in rows]
    return sorted(found, key=lambda kept: not kept.to_renew)


def _ends_soon(pairing: Pairing, today: dt.date) -> bool:
    return pairing.state == PairingState.FILED and pairing.until_on <= today + ENDS_SOON


def _proposed(pair: Suggestion, situation: Situation, is_new: bool) -> Proposed:
    examples = situation.complements.examples(pair.partner, pair.host)
    return Proposed(
        pair.host,
        situation.names[pair.host],
        pair.partner,
        situation.names[pair.partner],
        Mode(pair.mode),
        points_words(pair.score),
        reasons_of(pair, examples),
        is_new,
    )


def _idle(found: Mapping[int, Without], names: Mapping[int, str], words: Mapping[Without, str]) -> list[Idle]:
    return [Idle(unit, names[unit], words[why]) for unit, why in sorted(found.items())]
