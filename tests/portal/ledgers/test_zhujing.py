"""The sample ledger of 朱泾镇, read with the sheets that the apps declare."""

import datetime
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from alliances.pairing.ledgers.spec import PAIRINGS
from members.units.ledgers import SHEETS as MEMBER_SHEETS
from portal.ledgers.cells import Frequency
from portal.ledgers.reading import read_ledger
from portal.ledgers.results import LedgerReading
from projects.listings.ledgers import SHEETS as LISTING_SHEETS

LEDGER = Path(__file__).parents[2] / "data" / "ledger-zhujing-2026.xlsx"


@pytest.fixture(scope="module")
def reading() -> LedgerReading:
    return read_ledger(LEDGER, (*MEMBER_SHEETS, *LISTING_SHEETS, PAIRINGS), year=2026)


def test_every_row_of_the_four_sheets_goes_in(reading):
    counts = {sheet.tab: (sheet.kind, len(sheet.rows), len(sheet.accepted)) for sheet in reading.sheets}
    assert counts == {
        "成员单位": ("units", 173, 173),
        "资源清单": ("resources", 67, 67),
        "需求清单": ("needs", 27, 27),
        "项目清单": ("projects", 112, 112),
        "结对共建": ("pairings", 60, 60),
    }


def test_every_column_is_known(reading):
    assert [sheet.unknown_columns for sheet in reading.sheets] == [[], [], [], [], []]
    assert [sheet.header_row for sheet in reading.sheets] == [3, 3, 3, 3, 3]


def test_every_sheet_is_read(reading):
    assert reading.not_read == []


def test_the_units_are_143_and_30_neighbourhoods(reading):
    kinds = Counter(row.values["kind"] for row in reading.sheets[0].rows)
    assert kinds["居民区"] + kinds["村"] == 30
    assert sum(kinds.values()) == 173
    assert kinds["机关事业"] == 74


def test_every_day_number_phone_and_code_was_understood(reading):
    units = reading.sheets[0].rows
    assert all(isinstance(row.values["from_on"], datetime.date) for row in units)
    assert all(isinstance(row.values["liaison_phone"], str) for row in units)
    assert [row.warnings for row in units if row.warnings] == []


def test_only_approximate_numbers_of_people_are_warned_of(reading):
    reasons = Counter(
        problem.reason for sheet in reading.sheets for row in sheet.rows for problem in row.warnings
    )
    assert reasons == {"写的是大约数，按 300 计": 5, "写的是大约数，按 200 计": 3}


def test_a_resource_and_a_project_are_read_as_written(reading):
    resource = reading.sheets[1].rows[1].values
    project = reading.sheets[3].rows[1].values
    assert (resource["category"], resource["capacity"]) == ("阵地场所", Frequency(2, "month", "2次/月"))
    assert (project["title"], project["capacity"]) == ("金来居民区爱心助学项目", 2)
    assert (project["budget"], project["due_on"]) == (Decimal(12000), datetime.date(2026, 12, 31))


def test_unlimited_exclusive_and_numbered_capacities_are_told_apart(reading):
    capacities = Counter(row.values["capacity"] for row in reading.sheets[3].rows)
    assert set(capacities) == {None, 1, 2, 3}


def test_six_categories_of_projects_are_filled_down(reading):
    assert len({row.values["category"] for row in reading.sheets[3].rows}) == 6
