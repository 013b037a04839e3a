"""A workbook with one sheet of tasks, read, for tests."""

from portal.ledgers.reading import read_ledger
from portal.ledgers.results import SheetReading
from tests.portal.ledgers.workbooks import SPECS

ROAD = [1, "甲类", "修路", "某局", "2家", "2026-12-31", "3.5万"]
LAMP = [2, None, "装灯", "某行", None, None, None]


def read(raw: bytes) -> SheetReading:
    reading = read_ledger(raw, SPECS, year=2026)
    assert reading.not_read == []
    return reading.sheets[0]


def titles(sheet: SheetReading) -> list[tuple[int, str]]:
    return [(row.row, row.values["title"]) for row in sheet.rows]
