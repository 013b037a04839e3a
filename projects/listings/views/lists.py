"""The list pages: one design for resources, needs and projects."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from members.rules import in_office
from portal.lists.page import ListPage, list_page
from projects.listings.counting import CategoryCount, category_counts, total_in_words
from projects.listings.editions import Edition, choose_edition, editions_of, regions_of, years_of
from projects.listings.kinds import MODELS
from projects.listings.lists import SPECS
from projects.listings.models import ListingQuerySet, ListKind
from projects.listings.posting import Posting
from projects.listings.rules import may_enter_somewhere

HEAVY = ("grams", "summary", "remark", "custom")
"""Columns that no row of a list shows."""


@login_required
@require_GET
def listings(request: HttpRequest, kind: ListKind) -> HttpResponse:
    """Without `region` and `year`, the first street one sees and its newest year with entries."""
    editions = editions_of(kind, request.user)
    edition = choose_edition(editions, request.GET)
    if edition is None:
        return render(request, "projects/listings/none.html", {"kind": kind, "tabs": tabs(kind)})
    visible = entries(edition, MODELS[kind].objects.visible_to(request.user))
    shown = visible.select_related("unit", "category").defer(*HEAVY)
    page = list_page(request, SPECS[kind], shown)
    # Each chip says what choosing it would show.
    counts = category_counts(edition, page.but_for("category"))
    context = {
        "kind": kind,
        "edition": edition,
        "tabs": tabs(kind),
        "regions": regions_of(editions),
        "years": years_of(editions, edition.region_id),
        **category_chips(page, counts),
        **for_the_office(request.user, edition),
        "may_enter": may_enter_somewhere(request.user, edition.region_id),
        "new_url": f"{reverse(f'{kind}_new')}?region={edition.region_id}&year={edition.year}",
    }
    return page.render(request, "projects/listings/list.html", context)


def for_the_office(user: Any, edition: Edition) -> dict[str, Any]:
    """What staff hand on from here: text for a chat group, and the paper for the notice board."""
    return {
        "in_office": in_office(user, edition.region_id),
        "text_url": reverse(f"{edition.kind}s_text"),
        "posting_url": f"{reverse('posting')}?{Posting(edition).query}",
    }


def entries(edition: Edition, rows: ListingQuerySet) -> ListingQuerySet:
    return rows.filter(region=edition.region_id, year=edition.year)


def tabs(kind: ListKind) -> list[dict[str, Any]]:
    """The three lists beside each other."""
    return [
        {"label": f"{each.label}清单", "url": reverse(f"{each}s"), "current": each == kind}
        for each in ListKind
    ]


def category_chips(page: ListPage, counts: list[CategoryCount]) -> dict[str, Any]:
    """全部 and the top categories with how many each would show, and how many are shown now."""
    asked = page.request.GET.get("category", "")
    chosen = [each for each in counts if asked in ("", str(each.top))]
    every = {"label": "全部", "url": page.url(cursor=None, category=None), "current": not asked}
    chips = [
        {
            "label": each.name,
            "count": each.count,
            "url": page.url(cursor=None, category=str(each.top)),
            "current": asked == str(each.top),
        }
        for each in counts
    ]
    return {"chips": [every, *chips], "total": total_in_words(chosen) if chosen else ""}
