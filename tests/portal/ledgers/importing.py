"""Whole ledgers for tests: written in a line or two, taken in as the command and the page do."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from openpyxl import Workbook, load_workbook

from members.models import Region
from portal.ledgers.taking import Intake, Taken, take_ledger
from tests.factories import YEAR, street
from tests.portal.ledgers.workbooks import saved

ZHUJING = Path(__file__).parents[2] / "data" / "ledger-zhujing-2026.xlsx"
UNITS = ["序号", "单位类别", "单位名称", "联络员", "联系电话", "统一社会信用代码", "加入时间"]
PROJECTS = ["序号", "项目类别", "项目名称", "发布单位", "目标与量化指标", "可认领家数", "完成时限"]


def book(tabs: Mapping[str, Sequence[Sequence]]) -> bytes:
    """A workbook of several tabs, each written row by row from A1."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for tab, rows in tabs.items():
        sheet = workbook.create_sheet(tab)
        for row in rows:
            sheet.append(list(row))
    return saved(workbook)


def take(source: bytes | Mapping[str, Sequence[Sequence]], *, commit: bool = True, by: Any = None) -> Taken:
    """Take a workbook in for 朱泾镇."""
    raw = source if isinstance(source, bytes) else book(source)
    return take_ledger(raw, Intake(street(), YEAR, by=by), commit=commit)


def sheet_of(taken: Taken, tab: str) -> dict[str, Any]:
    return taken.as_json()["sheets"][tab]


def command(file: Path, *options: str, region: str = "310116101") -> dict[str, Any]:
    """What `manage.py import_ledger --json` prints."""
    printed = io.StringIO()
    call_command(
        "import_ledger",
        str(file),
        "--region",
        region,
        "--year",
        str(YEAR),
        "--json",
        *options,
        stdout=printed,
    )
    return json.loads(printed.getvalue())


def divisions() -> Region:
    """All of 金山区, as the public list has it."""
    call_command("import_divisions", "members/data/divisions.csv", stdout=io.StringIO())
    return Region.objects.get(code="310116101")


def shuffled_and_renamed(file: Path) -> bytes:
    """The same ledger with its columns the other way round, under other names, in other tabs."""
    names = {
        "单位名称": "成员单位全称*",
        "发布单位": "申报单位",
        "项目名称": "共建项目名称",
        "联系电话": "联络方式",
    }
    workbook = load_workbook(file)
    for number, sheet in enumerate(workbook):
        merged = [str(place) for place in sheet.merged_cells.ranges]
        for place in merged:
            sheet.unmerge_cells(place)
        rows = [list(reversed(row)) for row in sheet.iter_rows(min_row=3, values_only=True)]
        sheet.delete_rows(1, sheet.max_row)
        for row in rows:
            sheet.append([names.get(cell, cell) for cell in row])
        sheet.title = f"附表{number + 1}"
    return saved(workbook)


@contextmanager
def door_held(region: Region) -> Iterator[None]:
    """Another session takes a ledger of this street in."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"ledger:{region.pk}"])
        yield
    finally:
        other.close()
