"""Which pairings end in which month of a year, and whether they are renewed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from alliances.pairing.actions.ending import RENEWABLE
from alliances.pairing.mine import own_or_overseen
from alliances.pairing.models import Pairing
from alliances.pairing.states import GIVEN_UP, KEPT, PairingState
from portal.permits import may

S = PairingState


@dataclass(frozen=True)
class Ending:
    """`renewal`: the one that goes on, where there is one."""

    pairing: Pairing
    renewal: Pairing | None
    may_renew: bool

    @property
    def badge(self) -> tuple[str, str]:
        if self.renewal is not None:
            return ("已续签", "done") if self.renewal.state in KEPT else ("续签办理中", "running")
        return ("待续签", "soon") if self.pairing.state == S.FILED else ("未续签", "plain")


def months_of_year(user: Any, year: int) -> list[tuple[int, list[Ending]]]:
    """The twelve months with what ends in each. Two queries."""
    ending = ending_in(user, year)
    by_month: dict[int, list[Ending]] = {month: [] for month in range(1, 13)}
    renewals = renewals_of(ending)
    for pairing in ending:
        renewal = renewals.get(pairing.pk)
        row = Ending(pairing, renewal, renewal is None and may_renew(user, pairing))
        by_month[pairing.until_on.month].append(row)
    return list(by_month.items())


def ending_in(user: Any, year: int) -> list[Pairing]:
    """Filed ones whose last day lies in the year; those that were terminated earlier are over already."""
    span = (dt.date(year, 1, 1), dt.date(year, 12, 31))
    rows = own_or_overseen(user).filter(until_on__range=span, state__in=KEPT)
    return list(rows.exclude(state=S.TERMINATED).order_by("until_on", "pk"))


def renewals_of(pairings: list[Pairing]) -> dict[int, Pairing]:
    rows = Pairing.objects.filter(renews__in=[row.pk for row in pairings]).exclude(state__in=GIVEN_UP)
    return {row.renews_id: row for row in rows if row.renews_id}


def may_renew(user: Any, pairing: Pairing) -> bool:
    return pairing.state in RENEWABLE and may(user, "pairings.draft", pairing)
