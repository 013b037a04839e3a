"""What party organisations put into the registries: search, a unit's page and file, their states."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from members.party.models import PartyOrg, PartyOrgState
from members.party.states import PARTY_MACHINE
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


def find_party_orgs(user: Any, words: str, limit: int) -> list[Hit]:
    rows = search(PartyOrg.objects.visible_to(user), words, text_field="name")
    shown = rows.select_related("region").defer("grams").order_by("name", "pk")[:limit]
    return [Hit(row.name, reverse("party_org", args=[row.pk]), meta_of(row)) for row in shown]


def meta_of(row: PartyOrg) -> str:
    state = "" if row.stands else row.get_state_display()
    return " · ".join(filter(None, [row.called, str(row.region), state]))


def party_orgs_of(user: Any, unit: Unit) -> Any:
    """Those in the unit, where this person sees them."""
    rows = PartyOrg.objects.visible_to(user).filter(unit=unit).select_related("region", "parent")
    return rows.defer("grams").order_by("-pk")


def party_orgs_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    rows = party_orgs_of(request.user, unit).standing()[:MOST_ROWS]
    return Panel("members/party/panel.html", {"orgs": rows}) if rows else None


def lines(user: Any, unit: Unit) -> Iterator[Row]:
    for row in party_orgs_of(user, unit)[:MOST_ROWS]:
        yield {
            "name": row.name,
            "level": row.called,
            "superior": str(row.parent or row.superior),
            "since": day_words(row.established_on),
            "state": row.get_state_display(),
        }


PARTY_ORGS = FilePart(
    "党组织",
    {
        "name": Word("名称", "五龙村党总支"),
        "level": Word("层级、形式", "党总支"),
        "superior": Word("上级", "朱泾镇党委"),
        "since": Word("成立日期", "2019年7月1日"),
        "state": Word("状态", "正常"),
    },
    lines,
)


def register() -> None:
    source = SearchSource("党组织", find_party_orgs, lambda: reverse("party_orgs"))
    SEARCH_SOURCES.register("party organisations", source, weight=13)
    SUBJECTS["partyorg"] = "party_org"
    begins = (PartyOrgState.ACTIVE,)
    DIAGRAMS.register(
        "party organisation", Diagram("党组织", PARTY_MACHINE, PartyOrgState, begins), weight=13
    )
    UNIT_PANELS.register("party organisations", party_orgs_panel, weight=25)
    UNIT_FILE_PARTS.register("party_orgs", PARTY_ORGS, weight=22)
