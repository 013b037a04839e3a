"""Figures of an edition: how much hangs in each category, how much is published, claimed, waiting."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from members.places.models import Region
from portal.lists.page import COUNT_CAP
from projects.listings.editions import Edition
from projects.listings.kinds import MODELS
from projects.listings.models import SHOWN, Category, ListKind
from projects.listings.states import ListingState


@dataclass(frozen=True)
class CategoryCount:
    """A category at the top of the tree with how many entries are in it and below.

    `more`: the cap was reached, so that there may be more than were counted. Rows are counted up to the cap,
    all categories together: figures must not cost more the longer the list is.
    """

    top: int
    ids: frozenset[int]
    name: str
    size: int
    more: bool

    @property
    def count(self) -> str | None:
        """In words; None where counting ended before it met one, which says nothing about the category."""
        return in_words(self.size, more=self.more) or None


def category_counts(edition: Edition, rows: QuerySet) -> list[CategoryCount]:
    """The top categories of the edition with how many of `rows` they hold. One query."""
    street = Region.objects.filter(pk=edition.region_id)
    return counted(*street.values_list(categories_inside(edition), categories_of(rows)).get())


def counted(categories: list[dict[str, Any]], inside: list[int]) -> list[CategoryCount]:
    """What was read by `categories_inside` and `categories_of`, put together."""
    sizes, more = Counter(inside[:COUNT_CAP]), len(inside) > COUNT_CAP
    children: dict[int | None, list[dict[str, Any]]] = {}
    for category in categories:
        children.setdefault(category["above"], []).append(category)

    def below(pk: int) -> list[int]:
        return [pk, *(each for child in children.get(pk, []) for each in below(child["id"]))]

    branches = [(top, below(top["id"])) for top in children.get(None, [])]
    return [
        CategoryCount(top["id"], frozenset(ids), top["name"], sum(sizes[each] for each in ids), more)
        for top, ids in branches
    ]


def total_in_words(counts: list[CategoryCount]) -> str:
    """How many entries several categories hold together."""
    return in_words(sum(each.size for each in counts), more=any(each.more for each in counts))


def in_words(size: int, *, more: bool) -> str:
    """Nothing where counting ended before it met one: "0+" would say nothing."""
    if more and not size:
        return ""
    return f"{size}+" if more else str(size)


def categories_inside(edition: Edition) -> ArraySubquery:
    """The categories, in their order, of the street that the outer query reads."""
    categories = Category.objects.filter(region=OuterRef("pk"), list=edition.kind, year=edition.year)
    return ArraySubquery(categories.values(said=JSONObject(id="pk", name="name", above="parent_id")))


def categories_of(rows: QuerySet) -> ArraySubquery:
    """The category of each row, as far as rows are counted.

    They are read once for all categories: a search or a 村居 narrows them in one go, not in ten.
    """
    return ArraySubquery(rows.order_by().values("category_id")[: COUNT_CAP + 1])


@dataclass(frozen=True)
class EditionFigures:
    """在册, 已对接, 待审 of one list. `matched` is None where nothing is matched yet by the portal."""

    kind: ListKind
    listed: int
    matched: int | None
    waiting: int


MATCHED = {ListKind.PROJECT: Q(claimed__gt=0), ListKind.NEED: Q(projects__claimed__gt=0)}
"""A project is matched when a unit has claimed it, a need when a project that answers it was claimed."""


def figures_of(kind: ListKind, region_id: int, year: int) -> EditionFigures:
    """One query."""
    counts = {
        "listed": Count("pk", filter=Q(state__in=SHOWN), distinct=True),
        "waiting": Count("pk", filter=Q(state=ListingState.SUBMITTED), distinct=True),
    }
    if matched := MATCHED.get(kind):
        counts["matched"] = Count("pk", filter=matched & Q(state__in=SHOWN), distinct=True)
    found = MODELS[kind].objects.filter(region=region_id, year=year).aggregate(**counts)
    return EditionFigures(kind, found["listed"], found.get("matched"), found["waiting"])
