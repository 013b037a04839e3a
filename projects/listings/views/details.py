"""The pages of one resource and one need. A project's page, with its claims, stands in `projects.claims`."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from members.people.looking import look_at, phone_answer
from portal.permits import demand, may
from projects.listings.actions import need_to_project, verify
from projects.listings.addresses import listing_url
from projects.listings.details import chain_of, details_of
from projects.listings.models import ListKind, Need
from projects.listings.panels import listing_panels
from projects.listings.views.fetching import fetch_listing, way_back


@login_required
@require_GET
def listing(request: HttpRequest, kind: ListKind, pk: int) -> HttpResponse:
    found = fetch_listing(request, kind, pk)
    context = details_of(found, request) | {"chain": chain_of(found, request.user), "kind": kind}
    if kind == ListKind.NEED:
        context["may_adopt"] = found.state == "published" and may(request.user, "listings.adopt_need", found)
    context["panels"] = listing_panels(request, found)
    return render(request, "projects/listings/detail.html", context)


@login_required
@require_POST
def contact(request: HttpRequest, kind: ListKind, pk: int) -> HttpResponse:
    """The full name and phone; that they were looked at is written down."""
    found = fetch_listing(request, kind, pk)
    demand(request.user, "listings.see_contact", found)
    phone = look_at(found, "contact_phone", by=request.user)
    return phone_answer(request, phone, found.contact_name, back=listing_url(found))


@login_required
@require_POST
def still_holds(request: HttpRequest, kind: ListKind, pk: int) -> HttpResponse:
    """核实: one says that the listing still holds today."""
    found = fetch_listing(request, kind, pk)
    verify(found, by=request.user)
    return redirect(way_back(request, found))


@login_required
@require_POST
def need_project(request: HttpRequest, pk: int) -> HttpResponse:
    """转为项目: the project's form, filled from the need."""
    need = cast(Need, fetch_listing(request, ListKind.NEED, pk))
    project = need_to_project(need, by=request.user)
    return redirect(listing_url(project, "edit"))
