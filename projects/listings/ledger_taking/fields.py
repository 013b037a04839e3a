"""What the cells of one row become in a listing. None and blanks say nothing, so they change nothing."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from portal.ledgers.cells import Frequency, is_blank, parse_capacity, plain_text
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.problems import CellProblem
from portal.ledgers.results import LedgerRow
from projects.listings.models import ListKind

Fields = dict[str, Any]

SHARED = ("title", "summary", "place", "remark")
LARGEST_BUDGET = Decimal("9999999999.99")
LARGEST_NOTICE = 366
PER_MONTH = {"day": Decimal(30), "week": Decimal(4), "month": Decimal(1)}
PER_MONTH |= {"quarter": Decimal(1) / 3, "year": Decimal(1) / 12}
CLAIMED = {
    "claimant_last_year": "上年度认领单位",
    "claim_kind": "认领类型",
    "claimant": "认领单位",
}
"""What a ledger says about claims stays beside the project as it was written, for when none is on record."""


def fields_of(kind: ListKind, row: LedgerRow, outcome: SheetOutcome) -> Fields:
    """The fields of a listing of this list, without unit, category and what is counted."""
    shared = {name: row.values[name] for name in SHARED}
    return {**shared, **_contact(row), **OWN[kind](row, outcome)}


def _contact(row: LedgerRow) -> Fields:
    """Name and phone from their own columns, else from the one that holds both."""
    both = row.values["contact"]
    return {
        "contact_name": row.values["contact_name"] or (both and both.name and both.name[:40]),
        "contact_phone": row.values["contact_phone"] or (both and both.phone),
    }


def _resource(row: LedgerRow, outcome: SheetOutcome) -> Fields:
    names = ("audience", "available", "fee", "valid_until")
    frequency: Frequency | None = row.values["capacity"]
    notice = row.values["notice_days"]
    if notice is not None and notice > LARGEST_NOTICE:
        outcome.warn(row, "notice_days", f"提前天数超过 {LARGEST_NOTICE} 天，没有采用，请核对")
        notice = None
    return {
        **{name: row.values[name] for name in names},
        "capacity_text": _as_written(row, "capacity", 60),
        "capacity_per_month": frequency and _per_month(frequency),
        "notice_days": notice,
    }


def _need(row: LedgerRow, outcome: SheetOutcome) -> Fields:
    names = ("beneficiaries", "expected_on", "wanted", "urgency")
    text = _as_written(row, "beneficiaries", 100)
    plain = row.values["beneficiaries"]
    return {
        **{name: row.values[name] for name in names},
        "beneficiaries_text": "" if plain is not None and text == str(plain) else text,
    }


def _project(row: LedgerRow, outcome: SheetOutcome) -> Fields:
    budget = row.values["budget"]
    if budget is not None and budget > LARGEST_BUDGET:
        outcome.warn(row, "budget", "金额超过一百亿元，没有采用，请核对单位是元还是万元")
        budget = None
    names = ("goal", "support", "due_on")
    claimed = {label: row.values[key] for key, label in CLAIMED.items() if row.values[key]}
    return {**{name: row.values[name] for name in names}, "budget": budget, "custom": claimed}


OWN: dict[ListKind, Callable[[LedgerRow, SheetOutcome], Fields]] = {
    ListKind.RESOURCE: _resource,
    ListKind.NEED: _need,
    ListKind.PROJECT: _project,
}


def capacity_said(row: LedgerRow) -> bool:
    """Whether the row itself says how many may claim: an empty cell, and one nobody can read, do not."""
    raw = row.raw.get("capacity")
    if is_blank(raw):
        return False
    try:
        return parse_capacity(raw).value == row.values["capacity"]
    except CellProblem:
        return False


def _per_month(frequency: Frequency) -> int | None:
    """How often a month, where that is a whole number: a booking limit is not guessed."""
    if frequency.count is None or frequency.per is None:
        return None
    times = round(frequency.count * PER_MONTH[frequency.per], 6)
    return int(times) if times == int(times) and 1 <= times <= 10_000 else None


def _as_written(row: LedgerRow, key: str, length: int) -> str:
    raw = row.raw.get(key)
    return "" if is_blank(raw) else plain_text(raw)[:length]
