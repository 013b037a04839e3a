"""To-dos: agreements to answer, to file, to renew; commitments due; for the office, pairs whose unit left."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from alliances.pairing.models import Commitment, Holding, Pairing
from alliances.pairing.planning import standings
from alliances.pairing.reading import deeds_of, promises_of
from alliances.pairing.rules import signs_on
from alliances.pairing.states import GIVEN_UP, PairingState
from members.scope import scope_of
from members.units.models import Enrolment, UnitState
from portal.inbox.todos import Todo, TodoBatch

DAY = dt.timedelta(days=1)
SOON = dt.timedelta(days=30)
S = PairingState
_ENDED = (UnitState.MERGED, UnitState.CLOSED)


def to_answer(user: Any, limit: int) -> TodoBatch:
    """For secretaries, and whoever holds a paired post: what waits for their word. Two queries."""
    scope = scope_of(user)
    if not scope.signed_in:
        return TodoBatch([], 0)
    units = [unit for unit, _ in scope.signs_for]
    posts = Holding.objects.posts_of(user)
    asked = Q(host_agreed_at=None, host_id__in=units) | Q(partner_agreed_at=None) & (
        Q(partner_id__in=units) | Q(post_id__in=posts)
    )
    waiting = _full().filter(asked, state=S.PROPOSED, answer_until__gt=timezone.now())
    mine = [row for row in waiting.order_by("answer_until", "pk") if _may_sign(user, row)]
    return _batch([_todo(row, "结对待同意", "去答复", row.answer_until) for row in mine], limit)


def to_file(user: Any, limit: int) -> TodoBatch:
    """For the office: agreed by both sides. Two queries at most."""
    agreed = _worked(user).filter(state=S.AGREED)
    return _listed(
        agreed.order_by("from_on", "pk"), limit, "结对待备案", "去备案", lambda row: _end(row.from_on)
    )


def to_renew(user: Any, limit: int) -> TodoBatch:
    """For both sides and the office: ends within thirty days, and nobody renews it. Two queries at most."""
    scope = scope_of(user)
    today = timezone.localdate()
    followed = Pairing.objects.filter(renews=OuterRef("pk")).exclude(state__in=GIVEN_UP)
    own = Q(programme__region__in=scope.worked_region_ids)
    own |= Q(host_id__in=scope.unit_ids) | Q(partner_id__in=scope.unit_ids)
    ending = (
        _full().filter(own, state=S.FILED, until_on__range=(today, today + SOON)).exclude(Exists(followed))
    )
    ordered = ending.order_by("until_on", "pk")
    return _listed(ordered, limit, "结对到期", "去续签", lambda row: _end(row.until_on))


def commitments_due(user: Any, limit: int) -> TodoBatch:
    """For both sides: what is due within thirty days or late, and not done by what is on record."""
    units = scope_of(user).unit_ids
    today = timezone.localdate()
    rows = Commitment.objects.filter(
        due_on__lte=today + SOON, pairing__state=S.FILED, pairing__until_on__gte=today
    ).filter(Q(pairing__host__in=units) | Q(pairing__partner__in=units))
    due = {row.pk: row for row in rows.order_by("due_on", "pk")} if units else {}
    pairings = list(_full().filter(pk__in={row.pairing_id for row in due.values()}))
    deeds = deeds_of(pairings) if pairings else {}
    waiting = []
    for pairing in pairings:
        found = standings(promises_of(pairing.commitments.all()), deeds[pairing.pk])
        waiting += [(due[pk], pairing) for pk, now in found.items() if pk in due and not now.is_met]
    ordered = sorted(waiting, key=lambda each: (each[0].due_on or today, each[0].pk))
    return _batch([_commitment(row, pairing) for row, pairing in ordered], limit)


def left_behind(user: Any, limit: int) -> TodoBatch:
    """For the office: in force, and one of the units has left or ended. Two queries at most."""
    rows = _worked(user).filter(state=S.FILED, until_on__gte=timezone.localdate())
    gone = Q(host__state__in=_ENDED) | Q(partner__state__in=_ENDED)
    for side in ("host", "partner"):
        there = Enrolment.objects.active().filter(unit=OuterRef(f"{side}_id"))
        gone |= Q(~Exists(there), **{f"{side}__isnull": False})
    return _listed(rows.filter(gone).order_by("pk"), limit, "结对单位已退出", "去处理", lambda row: None)


def _full() -> QuerySet[Pairing]:
    return Pairing.objects.select_related("programme__region", "host", "partner", "post")


def _worked(user: Any) -> QuerySet[Pairing]:
    return _full().filter(programme__region__in=scope_of(user).worked_region_ids)


def _may_sign(user: Any, pairing: Pairing) -> bool:
    return any(not pairing.agreed_by(side) and signs_on(user, pairing, side) for side in ("host", "partner"))


def _listed(rows: QuerySet[Pairing], limit: int, kind: str, verb: str, due: Any) -> TodoBatch:
    shown = list(rows[: limit + 1])
    total = len(shown) if len(shown) <= limit else rows.count()
    return TodoBatch([_todo(row, kind, verb, due(row)) for row in shown[:limit]], total)


def _batch(todos: list[Todo], limit: int) -> TodoBatch:
    return TodoBatch(todos[:limit], len(todos))


def _todo(pairing: Pairing, kind: str, verb: str, due_at: dt.datetime | None) -> Todo:
    detail = f"{pairing.programme}，{pairing.from_on:%Y-%m-%d} 至 {pairing.last_on:%Y-%m-%d}"
    return Todo(kind, str(pairing), detail, reverse("pairing", args=[pairing.pk]), due_at, verb)


def _commitment(row: Commitment, pairing: Pairing) -> Todo:
    due_at = _end(row.due_on) if row.due_on else None
    url = reverse("pairing", args=[pairing.pk])
    return Todo("共建事项", str(row), f"{pairing}（{row.get_by_side_display()}）", url, due_at, "去登记")


def _end(day: dt.date) -> dt.datetime:
    """The moment after the day's last."""
    return timezone.make_aware(dt.datetime.combine(day + DAY, dt.time.min))
