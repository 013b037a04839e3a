"""The three lists handed out as sheets of a ledger: every listing as one row, as its sheet would say it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import F, Func, Prefetch, QuerySet

from members.units.models import Unit
from portal.ledgers.handing_out.edition import Choices, LedgerEdition, LedgerLine
from projects.listings.kinds import MODELS
from projects.listings.ledger_taking.fields import CLAIMED
from projects.listings.live_cells import live_cells, live_parts
from projects.listings.models import SHOWN, Category, Listing, ListKind, Need, Project, Resource

AT_A_TIME = 500
DRAFT = "草稿"
NO_LIMIT = "不限"
CLAIM_KINDS = ("新认领", "续认领")
SHARED = ("title", "summary", "place", "contact_name", "contact_phone", "remark")
OWN = {
    ListKind.RESOURCE: ("audience", "available", "notice_days", "fee", "valid_until"),
    ListKind.NEED: ("expected_on", "wanted", "urgency"),
    ListKind.PROJECT: ("goal", "due_on", "budget", "support"),
}


def ref_of(listing: Listing) -> str:
    """What a ledger calls a listing for good: its number, 草稿 and its id until it has one."""
    return listing.number or f"{DRAFT}{listing.pk}"


def rows_of(kind: ListKind) -> Callable[[LedgerEdition], Iterator[LedgerLine]]:
    """What reads the rows of one list, a few hundred at a time: by category, then as they were numbered."""

    def rows(edition: LedgerEdition) -> Iterator[LedgerLine]:
        ordered = with_parts(in_edition(kind, edition)).order_by(
            "category__sort", "category_id", F("serial").asc(nulls_last=True), "pk"
        )
        for place, listing in enumerate(ordered.iterator(chunk_size=AT_A_TIME), start=1):
            line = line_of(listing)
            yield LedgerLine({"number": place, **line.values}, line.extra)

    return rows


def extras_of(kind: ListKind) -> Callable[[LedgerEdition], list[str]]:
    """What finds the names of the office's own columns: the custom fields that any of the rows has."""

    def extras(edition: LedgerEdition) -> list[str]:
        names = in_edition(kind, edition).annotate(name=Func(F("custom"), function="jsonb_object_keys"))
        found = names.order_by("name").values_list("name", flat=True).distinct()
        return [name for name in found if kind is not ListKind.PROJECT or name not in CLAIMED.values()]

    return extras


def choices_of(kind: ListKind) -> Callable[[LedgerEdition], Choices]:
    def choices(edition: LedgerEdition) -> Choices:
        place = {"region": edition.region, "list": kind, "year": edition.year}
        names = tuple(dict.fromkeys(Category.objects.filter(**place).values_list("name", flat=True)))
        claimed = {"claim_kind": CLAIM_KINDS} if kind is ListKind.PROJECT else {}
        return {"category": names, **claimed}

    return choices


def in_edition(kind: ListKind, edition: LedgerEdition) -> QuerySet[Any]:
    rows = MODELS[kind].objects.filter(region=edition.region, year=edition.year)
    if edition.unit_ids is not None:
        rows = rows.filter(unit__in=edition.unit_ids)
    return rows.filter(state__in=SHOWN) if edition.shown_only else rows


def with_parts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With everything that a row of the ledger tells: for projects some queries more, however many rows."""
    rows = rows.select_related("category", "unit")
    if rows.model is Project:
        rows = rows.prefetch_related(Prefetch("neighbourhoods", Unit.objects.order_by("pk")), *live_parts())
    return rows


def line_of(listing: Listing) -> LedgerLine:
    """The row, without its running number. Expects `with_parts`."""
    values = {name: getattr(listing, name) for name in (*SHARED, *OWN[listing.list])}
    said = {
        "category": listing.category.name,
        "unit": listing.unit.name,
        "system_state": listing.get_state_display(),
        "ref": ref_of(listing),
    }
    live = live_cells(listing) if isinstance(listing, Project) else {}
    return LedgerLine({**values, **said, **_counted(listing), **live}, listing.custom, frozenset(live))


def _counted(listing: Listing) -> dict[str, Any]:
    if isinstance(listing, Resource):
        per_month = f"{listing.capacity_per_month}次/月" if listing.capacity_per_month else ""
        return {"capacity": listing.capacity_text or per_month}
    if isinstance(listing, Need):
        return {"beneficiaries": listing.beneficiaries_text or listing.beneficiaries}
    claimed = {key: listing.custom.get(label) for key, label in CLAIMED.items()}
    names = "、".join(unit.name for unit in listing.neighbourhoods.all())  # type: ignore[attr-defined]
    places = NO_LIMIT if listing.capacity is None else listing.capacity  # type: ignore[attr-defined]
    return {**claimed, "capacity": places, "neighbourhoods": names}
