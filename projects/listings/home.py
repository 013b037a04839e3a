"""The home page's panel of the three lists: 在册, 已对接, 待审 of one's street and its newest year."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from members.scope import scope_of
from portal.pages import Panel
from projects.listings.counting import figures_of
from projects.listings.editions import choose_edition, editions_of
from projects.listings.models import ListKind


def year_panel(request: HttpRequest) -> Panel | None:
    """Nothing for whoever has no street, or where no list is filled yet."""
    if not scope_of(request.user).seen_region_ids:
        return None
    edition = choose_edition(editions_of(ListKind.PROJECT, request.user), {})
    if edition is None:
        return None
    shown: dict[str, Any] = {"edition": edition, "lines": []}
    for kind in ListKind:
        figures = figures_of(kind, edition.region_id, edition.year)
        address = f"{reverse(f'{kind.value}s')}?region={edition.region_id}&year={edition.year}"
        shown["lines"].append((figures, address))
    return Panel("projects/listings/home_panel.html", shown)
