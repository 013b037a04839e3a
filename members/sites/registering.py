"""What sites put into the registries: their search, their part of a unit's page and file, their states."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from members.sites.models import Site, SiteState
from members.sites.states import SITE_MACHINE
from members.units.models import Unit
from members.units.panels import UNIT_PANELS
from members.units.unitfile.parts import MOST_ROWS, UNIT_FILE_PARTS, FilePart, Row
from portal.documents.kinds import Word
from portal.lists.search import search
from portal.pages import Panel
from portal.search_page import SEARCH_SOURCES, Hit, SearchSource
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def find_sites(user: Any, words: str, limit: int) -> list[Hit]:
    rows = search(Site.objects.visible_to(user), words, text_field="name")
    shown = rows.select_related("region").defer("grams").order_by("name", "pk")[:limit]
    return [Hit(row.name, reverse("site", args=[row.pk]), f"{row.called} · {row.region}") for row in shown]


def sites_of(user: Any, unit: Unit) -> Any:
    """Those that the unit runs, where this person sees them."""
    return (
        Site.objects.visible_to(user)
        .filter(unit=unit)
        .select_related("region")
        .defer("grams")
        .order_by("-pk")
    )


def sites_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    rows = sites_of(request.user, unit).standing()[:MOST_ROWS]
    return Panel("members/sites/panel.html", {"sites": rows}) if rows else None


def lines(user: Any, unit: Unit) -> Iterator[Row]:
    for row in sites_of(user, unit)[:MOST_ROWS]:
        yield {
            "name": row.name,
            "kind": row.called,
            "street": row.region.name,
            "address": row.address,
            "state": row.get_state_display(),
        }


SITES = FilePart(
    "运行的阵地",
    {
        "name": Word("名称", "五龙村党群服务站"),
        "kind": Word("类型", "党群服务站"),
        "street": Word("街道（镇）", "朱泾镇"),
        "address": Word("地址", "金石北路1号"),
        "state": Word("状态", "开放"),
    },
    lines,
)


def register() -> None:
    SEARCH_SOURCES.register("sites", SearchSource("阵地", find_sites, lambda: reverse("sites")), weight=12)
    SUBJECTS["site"] = "site"
    DIAGRAMS.register("site", Diagram("阵地", SITE_MACHINE, SiteState, (SiteState.OPEN,)), weight=12)
    UNIT_PANELS.register("sites", sites_panel, weight=30)
    UNIT_FILE_PARTS.register("sites", SITES, weight=21)
