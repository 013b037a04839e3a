"""What a list's sheet says otherwise than the records."""

from collections.abc import Callable, Mapping
from typing import Any

from members.units.models import Unit
from portal.ledgers.changes import Change, Changes
from portal.ledgers.differences import ChangedRow, FieldReader, GoneRow, NewRow
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.taking import Intake
from projects.listings.addresses import listing_url
from projects.listings.kinds import MODELS
from projects.listings.ledger_taking.matching import Entry
from projects.listings.models import ListKind

COLUMNS = {
    "category_id": "category",
    "capacity_text": "capacity",
    "beneficiaries_text": "beneficiaries",
}
"""Fields that the sheet has under another name."""

UNLIMITED = {"capacity": "不限"}


def tell_differences(
    kind: ListKind, entries: list[Entry], changed: Mapping[Any, Changes], outcome: SheetOutcome
) -> None:
    """New and changed rows, in the order of the sheet."""
    reader = FieldReader(outcome.sheet, MODELS[kind], changed.values(), columns=COLUMNS, empty=UNLIMITED)
    for entry in entries:
        listing, number = entry.listing, entry.row.row
        if entry.is_new:
            outcome.differences.new.append(NewRow(number, listing.title, str(entry.unit)))
        elif listing in changed:
            told = {name: change for name, change in changed[listing].items() if name != "nth"}
            fields = reader.say(told)
            outcome.differences.changed.append(
                ChangedRow(number, listing.title, str(entry.unit), listing_url(listing), fields)
            )


def with_neighbourhoods(
    changed: Mapping[Any, Changes], moved: Mapping[Any, list[int]], entries: list[Entry]
) -> dict[Any, Changes]:
    """The rows whose 受益村居 changed, with that among whatever else changed in them; by names."""
    said = {entry.listing: entry.neighbourhoods for entry in entries if entry.listing in moved}
    names = dict(
        Unit.objects.filter(pk__in={pk for ids in moved.values() for pk in ids}).values_list("pk", "name")
    )
    return {
        listing: {
            **changed.get(listing, {}),
            "neighbourhoods": Change([names[pk] for pk in ids], [str(unit) for unit in said[listing]]),
        }
        for listing, ids in moved.items()
    }


def gone_of(kind: ListKind) -> Callable[[Intake], list[GoneRow]]:
    """What the street has on this list for the year and no row of the workbook names."""

    def gone(intake: Intake) -> list[GoneRow]:
        rows = MODELS[kind].objects.filter(region=intake.region, year=intake.year).select_related("unit")
        met = intake.met.get(f"{kind.value}s", set())
        return [
            GoneRow(row.title, str(row.unit), row.get_state_display())
            for row in rows.order_by("number", "pk")
            if row.pk not in met
        ]

    return gone
