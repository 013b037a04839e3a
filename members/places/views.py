"""The tree of places and the zones across it."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from members.formpages import carried_out, form_page
from members.places import actions
from members.places.forms import BelowForm, RegionForm, ZoneForm
from members.places.lists import streets_seen
from members.places.models import Level, Region, Zone
from members.places.points import point_words
from members.scope import scope_of
from portal.once import once
from portal.permits import demand, may

form_view = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """The streets one sees with their neighbourhoods."""
    streets = list(streets_seen(request))
    below = Region.objects.filter(
        level=Level.NEIGHBOURHOOD, parent_id__in=[street.code for street in streets]
    )
    found = defaultdict(list)
    for place in below.annotate(parts=Count("children")).order_by("code"):
        found[place.parent_id].append(place)
    tree = [(street, found[street.code]) for street in streets]
    return render(request, "members/places/regions.html", {"tree": tree})


@login_required
@form_view
@once
def region(request: HttpRequest, code: str) -> HttpResponse:
    """A place with what lies directly below it; an office adds grids, buildings and entrances here."""
    place = visible_region(request, code)
    form = BelowForm(request.POST or None)
    if request.method == "POST" and carried_out(form, lambda: add(request, place, form)):
        return redirect("region", code)
    may_change = may(request.user, "regions.change", place)
    above = Region.objects.filter(code__in=[code[:length] for length in range(2, len(code))])
    context = {
        "region": place,
        "above": above.order_by("code"),
        "children": place.children.annotate(parts=Count("children")).order_by("code"),
        "zones": place.in_zones.visible_to(request.user),
        "form": form if may_change and place.level in actions.BELOW else None,
        "may_change": may_change,
        "point": point_words(place.latitude, place.longitude),
    }
    return render(request, "members/places/region.html", context)


def add(request: HttpRequest, place: Region, form: BelowForm) -> None:
    added = actions.add_below(place, form.cleaned_data["name"], by=request.user)
    messages.success(request, f"已增加{added}，代码 {added.code}。")


@login_required
@form_view
def region_edit(request: HttpRequest, code: str) -> HttpResponse:
    place = visible_region(request, code)
    demand(request.user, "regions.change", place)
    point = (place.latitude, place.longitude)
    initial = {"name": place.name, "aliases": place.aliases, "point": point}
    form = RegionForm(request.POST or None, initial=initial)
    if carried_out(form, lambda: actions.change_region(place, by=request.user, **form.values)):
        messages.success(request, f"已保存{form.cleaned_data['name']}。")
        return redirect("region", code)
    return form_page(request, form, "修改名称、别名和坐标", back=(place.name, reverse("region", args=[code])))


@login_required
@require_safe
def zones(request: HttpRequest) -> HttpResponse:
    rows = Zone.objects.visible_to(request.user).select_related("region").prefetch_related("regions", "units")
    context = {
        "zones": rows.order_by("region__code", "name"),
        "handled": handled_streets(request.user).exists(),
    }
    return render(request, "members/places/zones.html", context)


@login_required
@form_view
def zone_new(request: HttpRequest) -> HttpResponse:
    street = handled_streets(request.user).first()
    demand(request.user, "zones.change", Zone(region=street))
    return zone_page(request, Zone(region=street), "新增片区")


@login_required
@form_view
def zone_edit(request: HttpRequest, zone_id: int) -> HttpResponse:
    zone = get_object_or_404(Zone.objects.visible_to(request.user), pk=zone_id)
    demand(request.user, "zones.change", zone)
    return zone_page(request, zone, f"修改片区：{zone}")


def zone_page(request: HttpRequest, zone: Zone, title: str) -> HttpResponse:
    streets = handled_streets(request.user)
    form = ZoneForm(request.POST or None, instance=zone, streets=streets, user=request.user)
    if carried_out(form, lambda: save(request.user, form)):
        messages.success(request, f"已保存片区{zone}。")
        return redirect("zones")
    return form_page(request, form, title, back=("片区", reverse("zones")))


def save(user: Any, form: ZoneForm) -> None:
    members = {name: form.cleaned_data[name] for name in ("regions", "units")}
    actions.save_zone(form.instance, by=user, **members)


def handled_streets(user: Any) -> QuerySet:
    scope = scope_of(user)
    return Region.objects.streets().filter(pk__in=scope.worked_region_ids)


def visible_region(request: HttpRequest, code: str) -> Region:
    return get_object_or_404(Region.objects.visible_to(request.user), code=code)
