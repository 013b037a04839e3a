"""The three lists on the search page."""

import re
import unicodedata
from functools import partial
from typing import Any

from django.urls import reverse

from portal.lists.search import search
from portal.search_page import SEARCH_SOURCES, Hit, SearchSource
from projects.listings.addresses import listing_url
from projects.listings.kinds import MODELS
from projects.listings.models import ListingQuerySet, ListKind

NUMBER = re.compile(r"(?P<front>.+-)?(?P<year>\d{4})-(?P<serial>\d{1,6})", re.ASCII)
"""朱泾-项-2026-0012, or its end."""

COLUMNS = ("id", "title", "number", "year", "state", "unit__name")


def register() -> None:
    for weight, kind in enumerate((ListKind.PROJECT, ListKind.NEED, ListKind.RESOURCE)):
        source = SearchSource(kind.label, partial(find, kind), partial(reverse, f"{kind}s"))
        SEARCH_SOURCES.register(f"{kind}s", source, weight=weight)


def find(kind: ListKind, user: Any, words: str, limit: int) -> list[Hit]:
    """By number where the words look like one, else by name; the newest first. One query."""
    rows = MODELS[kind].objects.visible_to(user)
    asked = NUMBER.fullmatch(unicodedata.normalize("NFKC", words))
    fitting = numbered(rows, asked) if asked else search(rows, words)
    shown = fitting.select_related("unit").only(*COLUMNS).order_by("-year", "-id")[:limit]
    return [Hit(row.title, listing_url(row), meta_of(row)) for row in shown]


def numbered(rows: ListingQuerySet, asked: re.Match[str]) -> ListingQuerySet:
    if asked["front"]:
        return rows.filter(number=asked[0])
    return rows.filter(year=int(asked["year"]), serial=int(asked["serial"]))


def meta_of(row: Any) -> str:
    return " · ".join([row.number or f"{row.year} 年度", row.unit.name, row.get_state_display()])
