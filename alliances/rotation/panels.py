"""Rotations on the home page, on an alliance's page and on a unit's page."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from alliances.councils.models import Alliance
from alliances.rotation.models import Duty, Rotation
from alliances.rotation.reading import standing_duties
from members.scope import scope_of
from members.units.models import Unit
from portal.pages import Panel

SHOWN = 6


def home_panel(request: HttpRequest) -> Panel | None:
    """谁在轮值: today's duties, those of one's own units' rotations first. Two queries."""
    if not scope_of(request.user).roles:
        return None
    today = timezone.localdate()
    now = list(standing_duties().visible_to(request.user).on(today)[: SHOWN * 5])
    if not now:
        return None
    mine = scope_of(request.user).unit_ids
    shown = sorted(now, key=lambda duty: duty.holder_id not in mine)[:SHOWN]
    after = _following(shown)
    rows = [
        {"duty": duty, "is_mine": duty.holder_id in mine, "after": after.get(_place(duty))} for duty in shown
    ]
    return Panel("alliances/rotation/home_panel.html", {"rows": rows})


def _place(duty: Duty) -> tuple[int, Any, int]:
    return duty.rotation_id, duty.rotation.rhythm.next_after(duty.period), duty.slot


def _following(duties: list[Duty]) -> dict[tuple[int, Any, int], Duty]:
    wanted = Q(pk__in=[])
    for duty in duties:
        rotation, period, slot = _place(duty)
        wanted |= Q(rotation=rotation, period=period, slot=slot)
    rows = standing_duties().filter(wanted)
    return {(duty.rotation_id, duty.period, duty.slot): duty for duty in rows}


def alliance_panel(request: HttpRequest, alliance: Alliance) -> Panel | None:
    """Who is on duty today in each of the alliance's rotations. Two queries."""
    rotations = list(Rotation.objects.running().filter(alliance=alliance).order_by("id"))
    if not rotations:
        return None
    now: dict[int, list[Duty]] = {}
    for duty in standing_duties().filter(rotation__in=rotations).on(timezone.localdate()):
        now.setdefault(duty.rotation_id, []).append(duty)
    rows = [(rotation, now.get(rotation.pk, [])) for rotation in rotations]
    return Panel("alliances/rotation/alliance_panel.html", {"rows": rows})


def unit_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    """The unit's duties, the latest first."""
    rows = standing_duties().visible_to(request.user).filter(holder=unit)
    duties = list(rows.order_by("-period", "pk")[:SHOWN])
    if not duties:
        return None
    return Panel("alliances/rotation/unit_panel.html", {"duties": duties, "today": timezone.localdate()})
