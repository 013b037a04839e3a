"""我的结对: what waits for one's word, what is in force with how far it is, what is over."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from alliances.pairing.badges import badge_of
from alliances.pairing.models import Holding, Pairing, PairingQuerySet
from alliances.pairing.pairing_page import Progress
from alliances.pairing.planning import standings
from alliances.pairing.reading import deeds_of, promises_of
from alliances.pairing.states import PairingState
from alliances.pairing.verbs import sides_to_sign
from members.scope import scope_of

MOST_ENDED = 20
S = PairingState


def own_filter(user: Any) -> Q:
    """With one of the user's units on either side, or a post the user holds."""
    units = scope_of(user).unit_ids
    posts = Holding.objects.posts_of(user)
    return Q(host_id__in=units) | Q(partner_id__in=units) | Q(post_id__in=posts)


def own_pairings(user: Any) -> PairingQuerySet:
    rows = Pairing.objects.filter(own_filter(user))
    related = rows.select_related("programme__region", "host__kind", "partner__kind", "post")
    return related.prefetch_related("commitments")


def own_or_overseen(user: Any) -> PairingQuerySet:
    """Those whose terms and records one sees: own ones, and those of the places one oversees."""
    scope = scope_of(user)
    overseen = Q(programme__region_id__in=scope.office_region_ids | scope.overseen_region_ids)
    rows = Pairing.objects.filter(own_filter(user) | overseen)
    return rows.select_related("programme__region", "host", "partner", "post")


def mine_of(user: Any, today: dt.date) -> dict[str, Any]:
    """A fixed number of queries, however many pairings between units."""
    rows = list(own_pairings(user).exclude(state=S.WITHDRAWN).order_by("until_on", "pk"))
    running = [row for row in rows if row.is_in_force(today) or is_to_come(row, today)]
    asked = [row for row in rows if row.state == S.PROPOSED and not row.is_past_answering(timezone.now())]
    waiting = [row for row in asked if sides_to_sign(user, row)]
    others = [
        row for row in rows if row.state in (S.DRAFTED, S.AGREED) or (row in asked and row not in waiting)
    ]
    known = {row.pk for row in (*running, *waiting, *others)}
    ended = [row for row in rows if row.pk not in known]
    return {
        "waiting": [(row, badge_of(row, today)) for row in waiting],
        "others": [(row, badge_of(row, today), whose_turn(row)) for row in others],
        "running": [(row, badge_of(row, today), done) for row, done in with_progress(running, today)],
        "ended": [(row, badge_of(row, today)) for row in reversed(ended[-MOST_ENDED:])],
    }


def is_to_come(pairing: Pairing, today: dt.date) -> bool:
    return pairing.state == S.FILED and pairing.from_on > today


def whose_turn(pairing: Pairing) -> str:
    if pairing.state == S.DRAFTED:
        return "草稿，补充内容后提请双方同意"
    if pairing.state == S.AGREED:
        return "双方已同意，等党建办备案"
    sides = (("host", pairing.host), ("partner", pairing.other))
    return f"等{'、'.join(str(who) for side, who in sides if not pairing.agreed_by(side))}书记同意"


def with_progress(pairings: list[Pairing], today: dt.date) -> list[tuple[Pairing, list[Progress]]]:
    """Each with its commitments and how far they are. Five queries."""
    deeds = deeds_of(pairings) if pairings else {}
    found = []
    for pairing in pairings:
        rows = list(pairing.commitments.all())
        now = standings(promises_of(rows), deeds[pairing.pk])
        found.append(
            (pairing, [Progress(row, now[row.pk], now[row.pk].is_late(row.due_on, today)) for row in rows])
        )
    return found
