"""The sheets of an edition, as offices lay them out; whatever writes tables takes them from here."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.utils import timezone

from portal.ledgers.cells import (
    Parser,
    parse_capacity,
    parse_date,
    parse_deadline,
    parse_money,
    parse_notice_days,
    parse_whole,
)
from portal.ledgers.handing_out.edition import Choices, LedgerEdition, LedgerLine
from portal.ledgers.specs import Column, SheetSpec
from portal.ledgers.taking import LEDGER_SHEETS, LedgerSheet
from portal.workbooks.columns import OutColumn, OutSheet, Shown

SHOWN: dict[Parser, Shown] = {
    parse_date: Shown.DAY,
    parse_deadline: Shown.DAY,
    parse_money: Shown.MONEY,
    parse_whole: Shown.NUMBER,
    parse_capacity: Shown.NUMBER,
    parse_notice_days: Shown.NUMBER,
}
FOOTER = "填表人：                    审核人：                    联系电话："
ORDINAL, NARROW, NAME, WIDE = 6, 14, 24, 30
LONG_TEXT = 100
"""Columns that take more characters than this are wide."""

EMPTY_ROWS = 30
"""Of a sheet that is handed out to be filled in."""


def ledger_kinds() -> list[str]:
    """The kinds of sheets that can be handed out, in the order of the ledger."""
    return [entry.spec.kind for entry in LEDGER_SHEETS if entry.rows is not None]


def ledger_sheets(
    edition: LedgerEdition,
    *,
    personal: bool = False,
    kinds: Collection[str] | None = None,
    empty: bool = False,
) -> list[OutSheet]:
    """A sheet for each kind (of `kinds`, else all), in the order of the ledger; rows are read while written.

    Names and phones of people are only in with `personal`: to ask for the right, and to log it, is up to
    the caller. `empty`: headers, drop-downs and empty rows, for a street that begins.
    """
    wanted = [kind for kind in ledger_kinds() if kinds is None or kind in kinds]
    return [_sheet(LEDGER_SHEETS[kind], edition, personal=personal, empty=empty) for kind in wanted]


def columns_out(spec: SheetSpec, *, personal: bool) -> list[Column]:
    """The spec's columns that are written. A column that is masked when shown holds personal data."""
    return [column for column in spec.columns if column.handed_out and (personal or column.mask is None)]


def _sheet(entry: LedgerSheet, edition: LedgerEdition, *, personal: bool, empty: bool) -> OutSheet:
    columns = columns_out(entry.spec, personal=personal)
    extras = [] if empty else entry.extras(edition)
    offered = entry.choices(edition)
    lines = [LedgerLine({})] * EMPTY_ROWS if empty else entry.rows(edition)  # type: ignore[misc]
    return OutSheet(
        tab=entry.spec.tab,
        title=f"{edition.region.name}区域化党建{entry.spec.tab}（{edition.year}年度）",
        subtitle=_subtitle(edition),
        columns=[
            *(_column(column, offered) for column in columns),
            *(OutColumn(header=name) for name in extras),
        ],
        rows=_cells(lines, [column.key for column in columns], extras),
        footer=FOOTER,
    )


def _subtitle(edition: LedgerEdition) -> str:
    today = timezone.localdate()
    day = f"{today.year}年{today.month}月{today.day}日"
    return f"填报单位：{edition.region.name}                    填报日期：{day}"


def _column(column: Column, offered: Choices) -> OutColumn:
    money = column.parse is parse_money
    return OutColumn(
        header=f"{column.header}（元）" if money else column.header,
        shown=SHOWN.get(column.parse, Shown.TEXT),
        width=_width(column),
        choices=offered.get(column.key, ()),
    )


def _width(column: Column) -> int:
    if column.ordinal:
        return ORDINAL
    if column.required:
        return NAME
    return WIDE if (column.max_length or 0) > LONG_TEXT else NARROW


def _cells(lines: Iterable[LedgerLine], keys: list[str], extras: list[str]) -> Iterator[list[Any]]:
    for line in lines:
        yield [*map(line.values.get, keys), *map(line.extra.get, extras)]
