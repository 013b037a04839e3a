"""What a listing says, as label and value; and what changed since last year's entry of the same name."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from projects.listings.models import Listing, ListKind, Project

SHARED = ("summary", "place")
OWN = {
    ListKind.RESOURCE: (
        "audience",
        "available",
        "capacity_text",
        "capacity_per_month",
        "notice_days",
        "fee",
        "valid_until",
    ),
    ListKind.NEED: ("beneficiaries", "beneficiaries_text", "expected_on", "wanted", "urgency"),
    ListKind.PROJECT: (
        "goal",
        "support",
        "budget",
        "claim_opens_at",
        "claim_closes_at",
        "reserved_until",
        "due_on",
    ),
}


@dataclass(frozen=True)
class Fact:
    """`before` is what last year's entry said, where it said something else."""

    label: str
    value: str
    before: str = ""


def facts_of(listing: Listing) -> list[tuple[str, str]]:
    """Everything that is filled in, without contacts: those have rules of their own."""
    return [(fact.label, fact.value) for fact in facts_since(listing, None) if fact.value]


def facts_since(listing: Listing, earlier: Listing | None) -> list[Fact]:
    """Every fact, and beside it what `earlier` said where that was different."""
    facts = [_fact(listing, earlier, name) for name in (*SHARED, *OWN[listing.list], "remark")]
    return [*_heading(listing), *facts, *_parts(listing), *_custom(listing, earlier)]


def last_years(listing: Listing) -> Listing | None:
    """The publisher's latest earlier entry of the same name in this street. One query."""
    earlier = type(listing).objects.filter(
        unit=listing.unit_id, region=listing.region_id, title=listing.title, year__lt=listing.year
    )
    return earlier.order_by("-year", "nth").first()


def _heading(listing: Listing) -> list[Fact]:
    return [
        Fact("编号", listing.number or "发布后编号"),
        Fact("发布单位", str(listing.unit)),
        Fact("类别", str(listing.category)),
    ]


def _fact(listing: Listing, earlier: Listing | None, name: str) -> Fact:
    label = str(getattr(listing._meta.get_field(name), "verbose_name", name))
    value = _words(getattr(listing, name))
    before = _words(getattr(earlier, name)) if earlier else ""
    return Fact(label, value, before if before != value else "")


def _parts(listing: Listing) -> list[Fact]:
    if not isinstance(listing, Project):
        return []
    places = "不限家数" if listing.capacity is None else f"{listing.capacity} 家"
    return [
        Fact("可认领家数", places),
        Fact("目标", "；".join(str(target) for target in listing.targets.all())),
        Fact("受益村居", "、".join(str(unit) for unit in listing.neighbourhoods.all())),
    ]


def _custom(listing: Listing, earlier: Listing | None) -> list[Fact]:
    """Columns of the office's own, and what its ledger says of claims, as they were written."""
    before = earlier.custom if earlier else {}
    return [
        Fact(label, str(value), str(before[label]) if before.get(label, value) != value else "")
        for label, value in listing.custom.items()
    ]


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "Y-m-d H:i")
    if isinstance(value, dt.date):
        return date_format(value, "Y-m-d")
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else str(value)
