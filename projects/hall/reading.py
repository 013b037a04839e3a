"""What the hall shows to one person: its rows, the opened form, the figures above and the addresses."""

import json
from dataclasses import dataclass, replace
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from members.acting import acting_enrolment
from portal.ids import id_in
from portal.lists.page import ListPage
from portal.refusals import Forbidden
from projects.claims.forms import ClaimForm
from projects.claims.making import Claimer, claim_form, claimer_in
from projects.hall.areas import Areas
from projects.hall.counting import Overview
from projects.hall.lists import ALL, CAN, NOW, HallFilters, kept_for, kept_now, with_standing
from projects.hall.rows import Row, rows_of, tag_of
from projects.listings.counting import total_in_words
from projects.listings.editions import Edition
from projects.listings.models import Project, ProjectQuerySet

MOST_KEPT = 20
MOST_LIVE = 250


@dataclass(frozen=True)
class Hall:
    """One street's hall of one year, for one person."""

    edition: Edition
    claimer: Claimer
    published: ProjectQuerySet

    @property
    def unit_id(self) -> int | None:
        return self.claimer.unit_id


def live_rows(request: HttpRequest) -> list[Row]:
    """The rows that `ids` names, of one street, as this person may see them."""
    asked = [found for each in request.GET.get("ids", "").split(",") if (found := id_in(each))]
    seen = Project.objects.visible_to(request.user).published().filter(pk__in=asked[:MOST_LIVE])
    region_id = seen.values_list("region_id", flat=True).first()
    claimer = claimer_in(request, region_id) if region_id else Claimer()
    shown = with_standing(seen.filter(region=region_id), claimer.unit_id)
    return addressed(request, rows_of(shown.order_by("pk"), claimer, asked_claim(request)))


def asked_edition(request: HttpRequest) -> dict[str, str]:
    """The street and year of the address; without, the street of the unit one acts for."""
    asked = {name: request.GET[name] for name in ("region", "year") if request.GET.get(name)}
    chosen = acting_enrolment(request)
    return asked if "region" in asked or chosen is None else asked | {"region": str(chosen.region_id)}


def hall_of(request: HttpRequest, edition: Edition) -> Hall:
    seen = Project.objects.published().visible_to(request.user)
    published = cast(ProjectQuerySet, seen.filter(region=edition.region_id, year=edition.year))
    return Hall(edition, claimer_in(request, edition.region_id), published)


def opened_form(request: HttpRequest, here: Hall) -> ClaimForm | None:
    """The claim's form of the project that `?claim=` names. Raises Forbidden where one may not claim it."""
    asked = asked_claim(request)
    project = here.published.filter(pk=asked).select_related("region").first() if asked else None
    if project is None:
        return None
    if here.claimer.may_claim(project.unit_id):
        return claim_form(request, project, here.claimer)
    if request.method == "POST":
        raise Forbidden("not_for_this_unit", "您不能认领这个项目。请核对所代表的单位，或联系党建办。")
    return None


def asked_claim(request: HttpRequest) -> int | None:
    return id_in(request.GET.get("claim", "")) or None


def unkept(here: Hall) -> QuerySet:
    """The hall without what stands above it, kept for this unit."""
    projects = here.published.exclude(kept_now(here.unit_id)) if here.unit_id else here.published
    return with_standing(projects, here.unit_id)


def asked_can(request: HttpRequest) -> str:
    return request.GET.get("can") or NOW


def kept_rows(request: HttpRequest, here: Hall, areas: Areas) -> list[Any]:
    """结对优先: above the first page, narrowed by the same filters."""
    if here.unit_id is None or "cursor" in request.GET:
        return []
    asked, kept = request.GET.copy(), kept_for(here.published, here.unit_id)
    if asked_can(request) == NOW:
        # For everybody else the filter leaves out what is kept; this unit can claim these.
        asked["can"], kept = ALL, kept.claimable_at(timezone.now())
    rows = with_standing(kept, here.unit_id).order_by("reserved_until", "pk")
    return list(HallFilters(asked, areas=areas, queryset=rows, request=request).qs[:MOST_KEPT])


def shown(
    request: HttpRequest, here: Hall, above: Overview, page: ListPage, form: ClaimForm | None
) -> dict[str, Any]:
    open_id = form.project.pk if form else None
    kept, rows = (
        addressed(request, rows_of(projects, here.claimer, open_id))
        for projects in (kept_rows(request, here, above.areas), page.rows)
    )
    return {
        "hall": here,
        "kept": kept,
        "rows": rows,
        "opened": beside(request, here, open_id, [*kept, *rows]),
        "form": form,
        "live": live_of(request, [*kept, *rows]),
        "chips": chips(page, above),
        "list_title": dict(CAN).get(asked_can(request), "大厅里的项目"),
        "can_now": asked_can(request) == NOW,
        "all_url": address(request, can=ALL, cursor=None, claim=None),
        "listed": total_in_words(above.listed),
        "wanted": total_in_words(above.wanted),
        "areas": above.areas.choices,
    }


def beside(request: HttpRequest, here: Hall, open_id: int | None, rows: list[Row]) -> list[Row]:
    """The project that was opened, or was just claimed and has left the list, where no row shows it."""
    asked = open_id or id_in(request.GET.get("made", ""))
    if not asked or "cursor" in request.GET or any(row.project.pk == asked for row in rows):
        return []
    project = with_standing(here.published.filter(pk=asked), here.unit_id)
    return addressed(request, rows_of(project, here.claimer, open_id))


def chips(page: ListPage, above: Overview) -> list[dict[str, Any]]:
    """The categories and 全部, with how many projects of each the list shows, where that is known."""
    asked = page.request.GET.get("category", "")
    changes = {"cursor": None, "claim": None, "made": None}
    counts = {NOW: above.wanted, ALL: above.listed}.get(asked_can(page.request))
    every = {"label": "全部类别", "count": total_in_words(counts) if counts is not None else None}
    found = [
        {
            "label": each.name,
            "count": each.count if counts is not None else None,
            "url": page.url(**changes, category=str(each.top)),
            "current": asked == str(each.top),
        }
        for each in (counts if counts is not None else above.listed)
    ]
    return [every | {"url": page.url(**changes, category=None), "current": not asked}, *found]


def address(request: HttpRequest, **changes: str | None) -> str:
    """The hall as it is narrowed and paged now, with some parameters changed; None takes one away."""
    kept = {name: str(value) for name, value in request.GET.items() if name not in ("ids", "made")} | changes
    words = urlencode({name: value for name, value in kept.items() if value is not None})
    return f"{reverse('hall')}?{words}" if words else reverse("hall")


def addressed(request: HttpRequest, rows: list[Row]) -> list[Row]:
    """Rows with the addresses that open and fold them."""
    fold = address(request, claim=None)
    return [replace(row, open_url=address(request, claim=str(row.project.pk)), fold_url=fold) for row in rows]


def live_of(request: HttpRequest, rows: list[Row]) -> dict[str, str]:
    """Where the page asks for changes, and what it has seen so far."""
    by_id = sorted(rows, key=lambda row: row.project.pk)
    ids = ",".join(str(row.project.pk) for row in by_id)
    query = address(request).partition("?")[2]
    headers = json.dumps({"If-None-Match": tag_of(by_id)})
    return {"url": f"{reverse('hall_live')}?ids={ids}&{query}", "headers": headers}
