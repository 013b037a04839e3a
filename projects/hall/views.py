"""认领大厅: what is open to claim, claimed in two taps without leaving the list."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_http_methods

from portal.lists.page import list_page
from projects.claims.making import claimed_from
from projects.hall.counting import overview_of
from projects.hall.lists import HallList
from projects.hall.reading import (
    address,
    asked_edition,
    hall_of,
    live_of,
    live_rows,
    opened_form,
    shown,
    unkept,
)
from projects.hall.rows import tag_of
from projects.listings.editions import choose_edition, editions_of, regions_of, years_of
from projects.listings.models import ListKind


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hall(request: HttpRequest) -> HttpResponse:
    """`?claim=` opens a project's form inside its row; a POST there claims it and returns to the list."""
    editions = editions_of(ListKind.PROJECT, request.user)
    edition = choose_edition(editions, asked_edition(request))
    if edition is None:
        return render(request, "projects/hall/none.html")
    here = hall_of(request, edition)
    form = opened_form(request, here)
    if form is not None and claimed_from(request, form):
        made = form.project.pk
        return redirect(f"{address(request, claim=None, made=str(made))}#row-{made}")
    above = overview_of(edition, here.published, here.unit_id)
    page = list_page(request, HallList, unkept(here), areas=above.areas)
    context = shown(request, here, above, page, form)
    context |= {"regions": regions_of(editions), "years": years_of(editions, edition.region_id)}
    return page.render(request, "projects/hall/hall.html", context)


@login_required
@require_GET
def live(request: HttpRequest) -> HttpResponse:
    """The cells of the rows on the screen that change while others claim: 304 while nothing did."""
    rows = live_rows(request)
    tag = tag_of(rows)
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = render(request, "projects/hall/live.html", {"rows": rows, "live": live_of(request, rows)})
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    return response
