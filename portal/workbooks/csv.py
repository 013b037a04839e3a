"""Tables as CSV: UTF-8 with a mark at its beginning, which Excel and WPS need to read Chinese."""

import csv
from collections.abc import Iterator
from typing import IO

from portal.workbooks.columns import OutSheet
from portal.workbooks.text import csv_text

BOM = "\ufeff"


def write_csv(target: IO[str], sheet: OutSheet) -> None:
    """Headers and rows; title and footer are for workbooks."""
    target.write(BOM)
    csv.writer(target).writerows(_lines(sheet))


def _lines(sheet: OutSheet) -> Iterator[list[str]]:
    yield [csv_text(column.header) for column in sheet.columns]
    for values in sheet.rows:
        yield [csv_text(value) for value in values]
