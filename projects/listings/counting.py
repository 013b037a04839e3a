"""Figures of an edition: how much hangs in each category, how much is published, claimed, waiting."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Func, IntegerField, OuterRef, Q, QuerySet

from projects.listings.editions import Edition
from projects.listings.kinds import MODELS
from projects.listings.models import SHOWN, Category, ListKind
from projects.listings.states import ListingState

COUNT_CAP = 200
"""Rows of a category are counted up to here: a chip must not cost more the longer the list is."""


@dataclass(frozen=True)
class CategoryCount:
    """A category at the top of the tree, with how many entries are in it and below; `more` beyond the cap."""

    top: int
    ids: frozenset[int]
    name: str
    size: int
    more: bool

    @property
    def count(self) -> str:
        return in_words(self.size, more=self.more)


def category_counts(edition: Edition, rows: QuerySet) -> list[CategoryCount]:
    """The top categories of the edition with how many of `rows` they hold. One query."""
    children: dict[int | None, list[Any]] = {}
    for category in _with_sizes(edition, rows):
        children.setdefault(category.parent_id, []).append(category)

    def below(category: Any) -> list[Any]:
        return [category, *(each for child in children.get(category.pk, []) for each in below(child))]

    return [_counted(below(top)) for top in children.get(None, [])]


def total_in_words(counts: list[CategoryCount]) -> str:
    """How many entries several categories hold together."""
    return in_words(sum(each.size for each in counts), more=any(each.more for each in counts))


def in_words(size: int, *, more: bool) -> str:
    return f"{size}+" if more else str(size)


def _counted(branch: list[Any]) -> CategoryCount:
    sizes = [category.size for category in branch]
    return CategoryCount(
        top=branch[0].pk,
        ids=frozenset(category.pk for category in branch),
        name=branch[0].name,
        size=sum(min(size, COUNT_CAP) for size in sizes),
        more=any(size > COUNT_CAP for size in sizes),
    )


def _with_sizes(edition: Edition, rows: QuerySet) -> QuerySet:
    inside = rows.filter(category=OuterRef("pk")).order_by().values("pk")[: COUNT_CAP + 1]
    size = Func(ArraySubquery(inside), function="CARDINALITY", output_field=IntegerField())
    categories = Category.objects.filter(region=edition.region_id, list=edition.kind, year=edition.year)
    return categories.annotate(size=size)


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
