"""公开清单: what is published and marked as public, for everybody, without persons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from portal.lists.page import list_page
from projects.listings.editions import choose_edition, read_editions, regions_of, years_of
from projects.listings.kinds import MODELS
from projects.listings.lists import PublicList
from projects.listings.models import Category, ListKind
from projects.listings.views.lists import entries

SHOWN = ("id", "number", "title", "summary", "place", "published_at", "unit__name", "category__name")


@require_GET
def public_listings(request: HttpRequest) -> HttpResponse:
    """`?list=` resource, need or project (the default); region and year as on the other lists."""
    asked = request.GET.get("list", "")
    kind = ListKind(asked) if asked in ListKind.values else ListKind.PROJECT
    public = MODELS[kind].objects.public()
    editions = read_editions(kind, Category.objects.all(), public)
    edition = choose_edition([each for each in editions if each.filled], request.GET)
    home = reverse("public_listings")
    tabs = [
        {"label": f"{each.label}清单", "url": f"{home}?list={each}", "current": each == kind}
        for each in ListKind
    ]
    if edition is None:
        return render(request, "projects/listings/public_none.html", {"kind": kind, "tabs": tabs})
    rows = entries(edition, public).select_related("unit", "category").only(*SHOWN)
    page = list_page(request, PublicList, rows)
    context = {
        "kind": kind,
        "edition": edition,
        "tabs": tabs,
        "regions": regions_of(editions),
        "years": years_of(editions, edition.region_id),
    }
    return page.render(request, "projects/listings/public.html", context)
