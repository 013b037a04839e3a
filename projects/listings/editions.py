"""Which list one looks at: an edition is one list of one street in one year (2026 年度项目清单)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from projects.listings.kinds import MODELS
from projects.listings.models import SHOWN, Category, CategoryQuerySet, ListingQuerySet, ListKind


@dataclass(frozen=True)
class Edition:
    """`filled` says whether anything in it was published yet: next year's drafts do not hide this year."""

    kind: ListKind
    region_id: int
    region_name: str
    year: int
    filled: bool = True

    @property
    def title(self) -> str:
        return f"{self.region_name} {self.year} 年度{self.kind.label}清单"


def editions_of(kind: ListKind, user: Any) -> list[Edition]:
    """The editions of the streets whose published matters this user sees. One query."""
    return read_editions(
        kind, Category.objects.visible_to(user), MODELS[kind].objects.filter(state__in=SHOWN)
    )


def read_editions(kind: ListKind, categories: CategoryQuerySet, rows: ListingQuerySet) -> list[Edition]:
    """An edition is there as soon as it has categories, and filled with the first of `rows`.

    By street, the newest year first.
    """
    entries = rows.filter(region=OuterRef("region"), year=OuterRef("year"))
    found = categories.filter(list=kind).annotate(filled=Exists(entries)).order_by("region__code", "-year")
    values = found.values_list("region_id", "region__name", "year", "filled").distinct()
    return [Edition(kind, *row) for row in values]


def choose_edition(editions: Sequence[Edition], asked: Mapping[str, str]) -> Edition | None:
    """The one with the `region` and `year` asked for; without, the first street's of this year.

    Where this year's is not filled it is the newest that is: in December the first projects of next year
    are published already, and do not hide what people work on.
    """
    region, year = asked.get("region", ""), asked.get("year", "")
    fitting = [each for each in editions if region in ("", str(each.region_id))]
    fitting = [each for each in fitting if year in ("", str(each.year))]
    if not fitting:
        return None
    first = [each for each in fitting if each.region_id == fitting[0].region_id]
    filled = [each for each in first if each.filled]
    this_year = timezone.localdate().year
    return next((each for each in filled if each.year == this_year), next(iter(filled), first[0]))


def regions_of(editions: Sequence[Edition]) -> list[tuple[int, str]]:
    return list(dict.fromkeys((each.region_id, each.region_name) for each in editions))


def years_of(editions: Sequence[Edition], region_id: int) -> list[int]:
    return [each.year for each in editions if each.region_id == region_id]
