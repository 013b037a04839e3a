"""One box for everything: what each app finds for some words, beside each other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from portal.registry import Registry

SHOWN_EACH = 8
LONGEST = 100
"""Characters of a question; what is longer is cut."""


@dataclass(frozen=True)
class Hit:
    """One thing found. `meta` says in a line what tells it apart from others of its name."""

    title: str
    url: str
    meta: str = ""


@dataclass(frozen=True)
class SearchSource:
    """How one kind of thing is searched. `find(user, words, limit)` answers what the user may see.

    `list_url` is its list page, which takes the same words as `search`.
    """

    label: str
    find: Callable[[Any, str, int], list[Hit]]
    list_url: Callable[[], str]


@dataclass(frozen=True)
class Found:
    """The hits of one source; `all_url` is the list page with the same words."""

    label: str
    hits: list[Hit]
    all_url: str


SEARCH_SOURCES: Registry[SearchSource] = Registry("source of the search page")


@login_required
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """`?q=` words or a number. One query a source, and none for an empty question."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    found = [found_in(source, request.user, words) for source in SEARCH_SOURCES] if words else []
    context = {"words": words, "found": [each for each in found if each.hits]}
    return render(request, "portal/search.html", context)


def found_in(source: SearchSource, user: Any, words: str) -> Found:
    hits = source.find(user, words, SHOWN_EACH)
    return Found(source.label, hits, f"{source.list_url()}?{urlencode({'search': words})}")
