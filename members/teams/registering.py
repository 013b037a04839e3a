"""What teams put into the registries: search, a unit's page and file, their states."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from members.teams.models import Team, TeamState
from members.teams.states import TEAM_MACHINE
from members.units.models import Unit
from members.units.panels import UNIT_PANELS
from members.units.unitfile.parts import MOST_ROWS, UNIT_FILE_PARTS, FilePart, Row
from portal.documents.kinds import Word
from portal.documents.words import day_words
from portal.lists.search import search
from portal.pages import Panel
from portal.search_page import SEARCH_SOURCES, Hit, SearchSource
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def find_teams(user: Any, words: str, limit: int) -> list[Hit]:
    rows = search(Team.objects.visible_to(user), words, text_field="name")
    shown = rows.select_related("region").defer("grams").order_by("name", "pk")[:limit]
    return [Hit(row.name, reverse("team", args=[row.pk]), f"{row.kind} · {row.region}") for row in shown]


def teams_of(user: Any, unit: Unit) -> Any:
    """The unit's own, where this person sees them."""
    return (
        Team.objects.visible_to(user)
        .filter(unit=unit)
        .select_related("region")
        .defer("grams")
        .order_by("-pk")
    )


def teams_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    rows = teams_of(request.user, unit).standing()[:MOST_ROWS]
    return Panel("members/teams/panel.html", {"teams": rows}) if rows else None


def lines(user: Any, unit: Unit) -> Iterator[Row]:
    for row in teams_of(user, unit)[:MOST_ROWS]:
        yield {
            "name": row.name,
            "kind": row.kind,
            "people": row.people,
            "since": day_words(row.founded_on),
            "state": row.get_state_display(),
        }


TEAMS = FilePart(
    "队伍",
    {
        "name": Word("名称", "五龙村平安志愿服务队"),
        "kind": Word("类型", "志愿服务"),
        "people": Word("人数", "18"),
        "since": Word("成立日期", "2024年3月5日"),
        "state": Word("状态", "正常"),
    },
    lines,
)


def register() -> None:
    SEARCH_SOURCES.register("teams", SearchSource("队伍", find_teams, lambda: reverse("teams")), weight=14)
    SUBJECTS["team"] = "team"
    DIAGRAMS.register("team", Diagram("队伍", TEAM_MACHINE, TeamState, (TeamState.ACTIVE,)), weight=14)
    UNIT_PANELS.register("teams", teams_panel, weight=31)
    UNIT_FILE_PARTS.register("teams", TEAMS, weight=23)
