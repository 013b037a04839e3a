"""Which street and year the pages of January speak of."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from members.places.models import Region
from members.scope import scope_of
from portal.ids import id_in
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR
from portal.refusals import Forbidden
from projects.listings.models import ListKind

OCTOBER = 10


@dataclass(frozen=True)
class YearAsked:
    region: Region
    year: int
    kind: ListKind

    def url(self, name: str = "year", **more: object) -> str:
        asked = {"region": self.region.pk, "year": self.year, "list": self.kind.value} | more
        return f"{reverse(name)}?{urlencode(asked)}"


def year_asked(request: HttpRequest) -> YearAsked:
    """`?region=&year=&list=`, else the first street, the year at hand and projects.

    Raises Forbidden for who sees no street's office, Http404 for what there is not.
    """
    scope = scope_of(request.user)
    places = scope.office_region_ids | scope.overseen_region_ids
    streets = Region.objects.streets().filter(pk__in=places).order_by("code")
    if not streets:
        raise Forbidden("forbidden", "年度沿用由街道（镇）党建办办理。本单位沿用的草稿在三张清单里核对。")
    if asked := request.GET.get("region", ""):
        streets = streets.filter(pk=id_in(asked))
    year = id_in(request.GET.get("year") or str(year_at_hand(timezone.localdate())))
    kind = request.GET.get("list") or ListKind.PROJECT.value
    street = streets.first()
    if street is None or kind not in ListKind.values or not FIRST_YEAR < year <= LAST_YEAR:
        raise Http404
    return YearAsked(street, year, ListKind(kind))


def year_at_hand(today: dt.date) -> int:
    """From October on the office prepares the next year."""
    return today.year + (today.month >= OCTOBER)
