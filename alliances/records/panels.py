"""做了什么: the part of a unit's page that its records fill."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, ExtractYear
from django.http import HttpRequest

from alliances.records.figures import FIGURES, figure_items
from alliances.records.models import Record, RecordShare
from members.models import Unit
from portal.pages import Panel

LATEST = 5


def work_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    """What the unit brought, year by year, and its latest records, as far as this person sees them."""
    seen = Record.objects.visible_to(request.user).counted()
    shares = RecordShare.objects.filter(unit=unit, record__in=seen.values("pk"))
    years = share_totals_by_year(shares)
    if not years:
        return None
    latest = Record.objects.filter(pk__in=shares.values("record")).order_by("-occurred_on", "-pk")[:LATEST]
    return Panel("alliances/records/unit_panel.html", {"years": years, "latest": latest})


def share_totals_by_year(shares: Any) -> list[dict[str, Any]]:
    """For each year, the newest first, how many records and what the shares sum to. One query."""
    sums = {f"sum_{name}": Sum(share_of(name)) for name in FIGURES}
    by_year = shares.annotate(year=ExtractYear("record__occurred_on")).order_by().values("year")
    rows = by_year.annotate(records=Count("pk"), **sums).order_by("-year")
    return [
        {
            "year": row["year"],
            "records": row["records"],
            "figures": figure_items({name: row[f"sum_{name}"] or Decimal(0) for name in FIGURES}),
        }
        for row in rows
    ]


def share_of(name: str) -> Cast:
    """A figure out of a share's JSON, as a number."""
    return Cast(KeyTextTransform(name, "figures"), DecimalField(max_digits=14, decimal_places=2))
