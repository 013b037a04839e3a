"""A round seen at once: its network, its distances, its months; and when pairings end."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliances.pairing.expiring import months_of_year
from alliances.pairing.mine import own_or_overseen
from alliances.pairing.models import Mode, Pairing, Programme
from alliances.pairing.near import strips_of
from alliances.pairing.network import Line, Who, picture_of
from alliances.pairing.reading import months_of
from alliances.pairing.rhythm import cells_of, totals_of
from alliances.pairing.round_words import rhythm_words
from alliances.pairing.suggesting.enrolled import enrolled_in
from alliances.pairing.views.fetching import fetch_programme, pairings_seen
from portal.ids import id_in

YEARS_ASIDE = 30


@login_required
@require_safe
def network(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is paired with whom today. Four queries, however many."""
    found = fetch_programme(request, pk)
    rows = in_force(request, found)
    context = {
        "programme": found,
        "picture": picture_of(*nodes_of(rows), [line_of(row) for row in rows]) if rows else None,
        "by_host": by_host(rows),
        "modes": [Mode(mode) for mode in found.modes],
        "total": f"{len(rows)} 对",
    }
    return render(request, "alliances/pairing/network.html", context)


@login_required
@require_safe
def distances(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_programme(request, pk)
    parties = {each.party.id: each.party for each in enrolled_in(found.region.code)}
    strips, kilometres = strips_of(in_force(request, found), parties)
    partners = [each for strip in strips for each in strip.partners]
    context = {
        "programme": found,
        "strips": strips,
        "kilometres": kilometres,
        "unknown": sum(not each.is_known for each in partners),
        "rough": sum(each.rough and each.is_known for each in partners),
    }
    return render(request, "alliances/pairing/distances.html", context)


@login_required
@require_safe
def activities(request: HttpRequest, pk: int) -> HttpResponse:
    """周四行动: pairs by months. What was done is for both sides, the office and supervisors."""
    found, today = fetch_programme(request, pk), timezone.localdate()
    year = asked_year(request, today)
    rows = own_or_overseen(request.user).filter(programme=found)
    running = rows.in_force_between(dt.date(year, 1, 1), dt.date(year, 12, 31))
    pairs = list(running.order_by("host__name", "pk"))
    counts = months_of(pairs, year)
    lines = [
        (row, cells_of(counts[row.pk], row.from_on, row.last_on, year, found.every_months, today))
        for row in pairs
    ]
    context = {
        "programme": found,
        "rhythm": rhythm_words(found.every_months),
        "year": year,
        "years": year_chips(request, year),
        "lines": [(row, cells, sum(cell.count for cell in cells)) for row, cells in lines],
        "totals": (totals := totals_of([cells for _, cells in lines])),
        "sum": sum(totals),
        "months": range(1, 13),
        "gaps": sum(cell.is_gap for _, cells in lines for cell in cells),
    }
    return render(request, "alliances/pairing/activities.html", context)


@login_required
@require_safe
def expiries(request: HttpRequest) -> HttpResponse:
    """到期日历: one's own, and for the office those of its street."""
    year = asked_year(request, timezone.localdate())
    months = months_of_year(request.user, year)
    context = {
        "year": year,
        "years": year_chips(request, year),
        "months": months,
        "total": sum(len(rows) for _, rows in months),
    }
    return render(request, "alliances/pairing/expiries.html", context)


def in_force(request: HttpRequest, programme: Programme) -> list[Pairing]:
    rows = pairings_seen(request.user).filter(programme=programme).in_force()  # type: ignore[attr-defined]
    return list(rows.order_by("host__name", "host_id", "pk"))


def nodes_of(rows: list[Pairing]) -> tuple[list[Who], list[Who]]:
    hosts = {row.host_id: Who(row.host_id, row.host.name, row.host.kind.name) for row in rows}
    partners = {other_id(row): Who(other_id(row), str(row.other), group_of(row)) for row in rows}
    return list(hosts.values()), list(partners.values())


def line_of(row: Pairing) -> Line:
    return Line(row.pk, row.host_id, other_id(row), row.mode, f"{row}（{row.get_mode_display()}）")


def other_id(row: Pairing) -> int:
    return row.partner_id if row.partner_id is not None else -(row.post_id or 0)


def group_of(row: Pairing) -> str:
    return row.partner.kind.name if row.partner is not None else "岗位"


def by_host(rows: list[Pairing]) -> list[tuple[Pairing, list[Pairing]]]:
    """The rows of each host, which stand together, led by the first of them."""
    found: dict[int, list[Pairing]] = {}
    for row in rows:
        found.setdefault(row.host_id, []).append(row)
    return [(pairings[0], pairings) for pairings in found.values()]


def asked_year(request: HttpRequest, today: dt.date) -> int:
    year = id_in(request.GET.get("year", ""))
    return year if abs(year - today.year) <= YEARS_ASIDE else today.year


def year_chips(request: HttpRequest, year: int) -> list[dict[str, Any]]:
    years = (year - 1, year, year + 1)
    return [
        {"label": f"{each}年", "url": f"{request.path}?year={each}", "current": each == year}
        for each in years
    ]
