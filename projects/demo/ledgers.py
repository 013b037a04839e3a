"""What the demo's office does with ledgers: brings them in, hands them out, reports what they say."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from members.models import Region, User
from portal.exports.actions import ask_for
from portal.exports.inspection.forms import InspectionForm
from portal.exports.inspection.kind import INSPECTION
from portal.exports.models import Export
from portal.ledgers.handing_out.edition import LedgerEdition
from portal.ledgers.handing_out.sheets import ledger_sheets
from portal.ledgers.imports.actions import begin_import, confirm
from portal.ledgers.imports.models import Import
from portal.ledgers.snapshots.actions import keep_snapshot
from portal.ledgers.snapshots.freezing import frozen_sheets
from portal.outbox.actions import run_due
from portal.workbooks.answers import CONTENT_TYPES, XLSX
from portal.workbooks.columns import OutSheet
from portal.workbooks.writing import write_workbook
from projects.demo.diary import Diary, at
from projects.demo.people import Cast

Rows = list[list[Any]]

CORRECTED = [("可认领家数", 3), ("完成时限", "12月25日"), ("需要的支持", "志愿者、车辆")]
"""What the office's edited workbook says otherwise, a row each."""

ADDED = [
    ("大茫村冬季清洁家园项目", "大茫村", "集中清洁不少于4次，受益300人"),
    ("朱泾示例新街坊共建项目", "朱泾示例新街坊服务社", "活动不少于6次"),
]
"""Title, publisher, goal of rows without a number; the second publisher is not enrolled."""


def bring_in(street: Region, year: int, workbook: bytes, *, by: User) -> Import:
    """The office's workbook by the wizard: read, looked at, confirmed."""
    begun = begin_import(
        _upload(f"{street.name}{year}年三张清单.xlsx", workbook), region=street, year=year, by=by
    )
    run_due()
    confirmed = confirm(begun, by=by)
    run_due()
    return confirmed


def ask_for_folder(street: Region, year: int, *, by: User) -> Export:
    """A year's 迎检台账, made by the worker once the demo runs. Outside the diary: the job is due at once."""
    form = InspectionForm({"span": "year", "year": year}, region=street, user=by)
    form.full_clean()
    return ask_for(INSPECTION, region=street, options=form.options, by=by)


@dataclass
class Ledgers:
    """What was reported in autumn, and the workbook that waits at its preview."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        for day, title in (
            (dt.date(self.year, 4, 9), "第一季度报送"),
            (dt.date(self.year, 10, 9), "第三季度报送"),
        ):
            diary.on(at(day, 16), partial(self._report, f"{self.year} 年{title}"))
        diary.on(at(self.today - dt.timedelta(days=1), 15), self._upload_corrections)

    def _report(self, title: str) -> None:
        """The demo is one transaction, in which nobody else writes: it reads what it has not committed."""
        sheets = frozen_sheets(self.street, self.year)
        keep_snapshot(
            self.street,
            sheets,
            year=self.year,
            title=title,
            reported_to="区委组织部",
            by=self.cast.office,
        )

    def _upload_corrections(self) -> None:
        (sheet,) = ledger_sheets(LedgerEdition(self.street, self.year), kinds=["projects"])
        written = BytesIO()
        write_workbook(written, [corrected(sheet)])
        upload = _upload(f"{self.year}年项目清单（修改）.xlsx", written.getvalue())
        begin_import(upload, region=self.street, year=self.year, by=self.cast.clerk)


def corrected(sheet: OutSheet) -> OutSheet:
    """The list of projects with a few cells changed and two rows more."""
    headers = [column.header for column in sheet.columns]
    rows: Rows = list(sheet.rows)  # type: ignore[arg-type]  # read once, each a list
    for row, (header, value) in zip(rows, CORRECTED, strict=False):
        row[headers.index(header)] = value
    return replace(sheet, rows=[*rows, *_added(headers, category=rows[0][headers.index("项目类别")])])


def _added(headers: list[str], *, category: str) -> Iterable[list[Any]]:
    for title, unit, goal in ADDED:
        said = {"项目类别": category, "项目名称": title, "发布单位": unit, "目标与量化指标": goal}
        yield [said.get(header) for header in headers]


def _upload(name: str, content: bytes) -> UploadedFile:
    return UploadedFile(ContentFile(content), name, CONTENT_TYPES[XLSX], len(content))
