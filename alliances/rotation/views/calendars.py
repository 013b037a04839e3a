"""轮值日历: all rotations of a year, one rotation over two."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliances.rotation.calendar import Line, Period, lines_of, projection
from alliances.rotation.fairness import fairness_of
from alliances.rotation.models import Duty, Exemption, Rotation, Swap
from alliances.rotation.periods import month_after
from alliances.rotation.reading import light, order_of
from alliances.rotation.states import SwapState
from alliances.rotation.views.fetching import fetch_rotation, handled_alliances, rotations_seen
from portal.ids import id_in
from portal.permits import may

YEARS_ASIDE = 30
SHOWN_AT_ONCE = 40
"""Rotations on one page; a district with more chooses an alliance."""


@login_required
@require_safe
def rotations(request: HttpRequest) -> HttpResponse:
    """The year at a glance: a fixed number of queries, however many rotations and units."""
    today = timezone.localdate()
    year = asked_year(request, today)
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = rotations_seen(request.user).filter(Q(ended_at=None) | Q(ended_at__date__gte=first))
    if alliance := id_in(request.GET.get("alliance", "")):
        rows = rows.filter(alliance=alliance)
    found = list(rows.order_by("alliance__sort", "alliance_id", "id")[: SHOWN_AT_ONCE + 1])
    mine = Duty.objects.held_by(request.user).standing().filter(period__gt=today)
    context = {
        "year": year,
        "years": year_chips(request, year),
        "lines": lines_of(found[:SHOWN_AT_ONCE], first, last, request.user, today),
        "more": len(found) > SHOWN_AT_ONCE,
        "mine": light(mine.select_related("rotation__alliance", "holder"))[:3],
        "may_found": handled_alliances(request.user).exists(),
    }
    return render(request, "alliances/rotation/calendar.html", context)


@login_required
@require_safe
def rotation(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_rotation(request, pk)
    today = timezone.localdate()
    year = asked_year(request, today)
    (line,) = lines_of([found], dt.date(year, 1, 1), dt.date(year + 1, 12, 31), request.user, today)
    order = order_of(found)
    ahead = projection(found, order, month_after(today.replace(day=1), 36))
    swaps = Swap.objects.visible_to(request.user).filter(duty_a__rotation=found, state=SwapState.PROPOSED)
    context = {
        "rotation": found,
        "subtitle": subtitle(found),
        "line": line,
        "years": year_chips(request, year),
        "by_year": by_year(line),
        "gap": ahead.gap,
        "fairness": fairness_of(found, order, ahead.turns, today),
        "exemptions": exemptions_of(found, today),
        "swaps": swaps.select_related("duty_a__rotation", "duty_b__rotation", "unit_a", "unit_b"),
        "may_change": found.ended_at is None and may(request.user, "rotations.change", found),
        "today": today,
    }
    return render(request, "alliances/rotation/rotation.html", context)


def asked_year(request: HttpRequest, today: dt.date) -> int:
    year = id_in(request.GET.get("year", ""))
    return year if abs(year - today.year) <= YEARS_ASIDE else today.year


def year_chips(request: HttpRequest, year: int) -> list[dict[str, Any]]:
    chips = []
    for each in (year - 1, year, year + 1):
        parameters = request.GET.copy()
        parameters["year"] = str(each)
        url = f"{request.path}?{parameters.urlencode()}"
        chips.append({"label": f"{each}年", "url": url, "current": each == year})
    return chips


def by_year(line: Line) -> list[tuple[int, list[Period]]]:
    years = sorted({period.first.year for period in line.periods})
    return [(year, [period for period in line.periods if period.first.year == year]) for year in years]


def subtitle(rotation: Rotation) -> str:
    months = rotation.cadence_months
    how = "每年" if months == 12 else "每月" if months == 1 else f"每 {months} 个月"
    return f"{rotation.alliance}，{how} {rotation.slots} 家，按固定次序轮流。{rotation.rules}"


def exemptions_of(rotation: Rotation, today: dt.date) -> Any:
    rows = Exemption.objects.filter(seat__rotation=rotation, cancelled_at=None, until_on__gte=today)
    return rows.select_related("seat__unit")


def back_to(rotation: Rotation) -> tuple[str, str]:
    return rotation.name, reverse("rotation", args=[rotation.pk])
