"""结对共建 handed out: rows as they are kept until the part for pairings is there."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Func, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from portal.ledgers.handing_out.edition import Choices, LedgerEdition, LedgerLine
from portal.ledgers.imports.models import HeldRow
from projects.listings.ledgers.pairings import MODES, PAIRINGS

AT_A_TIME = 500
SIGN = "结对"
PLAIN = ("neighbourhood", "partner", "mode", "programme", "term", "content")


def ref_of(held: HeldRow) -> str:
    """What a ledger calls a kept row for good."""
    return f"{SIGN}{held.pk}"


def rows_of_pairings(edition: LedgerEdition) -> Iterator[LedgerLine]:
    rows = in_edition(edition).order_by("pk").iterator(chunk_size=AT_A_TIME)
    for place, held in enumerate(rows, start=1):
        line = line_of(held)
        yield LedgerLine({"number": place, **line.values}, line.extra)


def extras_of_pairings(edition: LedgerEdition) -> list[str]:
    named = in_edition(edition).filter(values__has_key="custom")
    names = named.annotate(name=Func(KeyTransform("custom", "values"), function="jsonb_object_keys"))
    return list(names.order_by("name").values_list("name", flat=True).distinct())


def choices_of_pairings(edition: LedgerEdition) -> Choices:
    return {"mode": MODES}


def in_edition(edition: LedgerEdition) -> QuerySet[HeldRow]:
    rows = HeldRow.objects.filter(region=edition.region, year=edition.year, sheet=PAIRINGS.kind)
    if edition.unit_ids is None:
        return rows
    units = list(edition.unit_ids)
    return rows.filter(Q(values__neighbourhood_id__in=units) | Q(values__partner_id__in=units))


def line_of(held: HeldRow) -> LedgerLine:
    """The row, without its running number."""
    said = held.values
    values = {key: said.get(key) for key in PLAIN}
    signed_on = said.get("signed_on")
    values["signed_on"] = dt.date.fromisoformat(signed_on) if signed_on else None
    return LedgerLine({**values, "ref": ref_of(held)}, said.get("custom", {}))
