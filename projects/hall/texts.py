"""Pages with text to copy, of one entry, one claim, or what a list shows."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from members.rules import in_office
from portal.ids import id_in
from portal.lists.page import list_page
from portal.permits import demand
from portal.refusals import Forbidden
from projects.claims.views.fetching import fetch_claim, fetch_project
from projects.hall.chat import text_of_claim, text_of_listing, text_of_listings
from projects.hall.counting import overview_of
from projects.hall.lists import HallList
from projects.hall.reading import asked_edition, hall_of
from projects.listings.editions import Edition, choose_edition, editions_of
from projects.listings.kinds import MODELS
from projects.listings.lists import SPECS
from projects.listings.models import SHOWN, ListKind

MOST = 30
"""Entries of one message; a longer one nobody reads."""


@login_required
@require_safe
def list_text(request: HttpRequest, kind: ListKind) -> HttpResponse:
    """The published entries of a list, filtered as the list is. For the street's office."""
    edition = edition_for_office(request, kind)
    rows = MODELS[kind].objects.visible_to(request.user).published().order_by("number", "pk")
    page = list_page(request, SPECS[kind], rows.filter(region=edition.region_id, year=edition.year))
    return chosen_text(request, edition, page, reverse(f"{kind}s"))


@login_required
@require_safe
def hall_text(request: HttpRequest) -> HttpResponse:
    """The same of what the hall shows."""
    edition = edition_for_office(request, ListKind.PROJECT)
    published = hall_of(request, edition).published.order_by("number", "pk")
    areas = overview_of(edition, published, None).areas
    page = list_page(request, HallList, published, areas=areas)
    return chosen_text(request, edition, page, reverse("hall"))


@login_required
@require_safe
def project_text(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_project(request, pk)
    if found.state not in SHOWN:
        raise Forbidden("not_shown", "项目还没有发布，不能转发。")
    text = text_of_listing(found, request.build_absolute_uri)
    return one_text(request, found.title, text, reverse("project", args=[pk]))


@login_required
@require_safe
def claim_text(request: HttpRequest, pk: int) -> HttpResponse:
    """For the office, which asks the unit: an unanswered renewal above all."""
    found = fetch_claim(request, pk)
    demand(request.user, "claims.offer", found)
    back = reverse("claim", args=[pk])
    return one_text(
        request, found.project.title, text_of_claim(found, request.build_absolute_uri, back), back
    )


def chosen_text(request: HttpRequest, edition: Edition, page: Any, back: str) -> HttpResponse:
    """All that the filters leave, at most MOST, or those of them that are ticked."""
    rows = list(page.queryset[:MOST])
    ticked = {id_in(each) for each in request.GET.getlist("id")} or {row.pk for row in rows}
    chosen = [row for row in rows if row.pk in ticked]
    kept = [(key, value) for key, value in request.GET.items() if key not in ("id", "cursor")]
    context = {
        "title": edition.title,
        "rows": [(row, row.pk in ticked) for row in rows],
        "text": text_of_listings(edition.title, chosen, request.build_absolute_uri),
        "kept": kept,
        "back": back,
    }
    return render(request, "projects/hall/texts.html", context)


def one_text(request: HttpRequest, title: str, text: str, back: str) -> HttpResponse:
    return render(request, "projects/hall/texts.html", {"title": title, "text": text, "back": back})


def edition_for_office(request: HttpRequest, kind: ListKind) -> Edition:
    """Raises Forbidden for who works in no office, Http404 for a street that is not one's own."""
    editions = [each for each in editions_of(kind, request.user) if in_office(request.user, each.region_id)]
    if not editions:
        raise Forbidden("forbidden", "成批复制由街道（镇）党建办使用；单个项目可在项目页面复制文字。")
    edition = choose_edition(editions, asked_edition(request))
    if edition is None:
        raise Http404
    return edition
