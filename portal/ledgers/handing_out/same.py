"""Whether a cell still says what was handed out: such a cell says nothing new, whatever it would parse to."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from portal.ledgers.cells import CellValue, is_blank, plain_text
from portal.ledgers.handing_out.edition import LedgerLine
from portal.ledgers.results import LedgerRow
from portal.workbooks.text import written_text


def unchanged_keys(row: LedgerRow, line: LedgerLine, keys: Iterable[str]) -> set[str]:
    """Those of `keys` whose cell says the same as the line; cells that the sheet lacks are not among them."""
    return {key for key in keys if key in row.raw and same_cell(row.raw[key], line.values.get(key))}


def without(row: LedgerRow, keys: Collection[str]) -> LedgerRow:
    """The row as if its cells under `keys` were empty."""
    raw = {key: cell for key, cell in row.raw.items() if key not in keys}
    return replace(row, values=row.values | dict.fromkeys(keys), raw=raw)


def changed_extras(extra: Mapping[str, str], line: LedgerLine) -> dict[str, str]:
    """The office's own columns of a row, without those that say what they said."""
    return {name: text for name, text in extra.items() if not same_cell(text, line.extra.get(name))}


def same_cell(cell: CellValue, value: Any) -> bool:
    """Spaces at the ends, line breaks and the width of digits do not count: no cell keeps them."""
    if cell == value:
        return True
    if value is None or value == "":
        return is_blank(cell)
    if isinstance(cell, dt.datetime):
        return cell.date() == value if isinstance(value, dt.date) else False
    if isinstance(cell, (int, float)) and isinstance(value, (int, Decimal)):
        return Decimal(repr(cell)) == value
    return plain_text(cell) == plain_text(written_text(value))
