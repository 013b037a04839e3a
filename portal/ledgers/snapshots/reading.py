"""What is shown of a snapshot: its workbook, and what has changed since."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse

from portal.ledgers.snapshots.differences import SheetDifference, differences
from portal.ledgers.snapshots.freezing import frozen_sheets
from portal.ledgers.snapshots.models import Snapshot
from portal.workbooks.answers import XLSX, file_answer
from portal.workbooks.columns import OutColumn, OutSheet
from portal.workbooks.writing import write_workbook


def workbook_of(snapshot: Snapshot) -> FileResponse:
    """The snapshot as it was reported. Raises Refusal disk_full."""
    return file_answer(snapshot.title, XLSX, lambda file: write_workbook(file, out_sheets(snapshot)))


def out_sheets(snapshot: Snapshot) -> Iterator[OutSheet]:
    for sheet in snapshot.sheets:
        columns = [OutColumn(header=header) for header in sheet["headers"]]
        yield OutSheet(
            tab=sheet["tab"], title=f"{snapshot.title} {sheet['tab']}", columns=columns, rows=sheet["rows"]
        )


def changes_since(snapshot: Snapshot) -> list[SheetDifference]:
    """The ledgers in which something is different today."""
    now = frozen_sheets(snapshot.region, snapshot.year)
    return [sheet for sheet in differences(snapshot.sheets, now) if not sheet.is_empty]


def facts_of(snapshot: Snapshot) -> list[tuple[str, Any]]:
    return [
        ("街道（镇）", snapshot.region),
        ("年度", snapshot.year),
        ("报送给", snapshot.reported_to or "未填写"),
        ("报送人", snapshot.by),
        ("行数", "，".join(f"{sheet['tab']} {len(sheet['rows'])}" for sheet in snapshot.sheets)),
        ("内容校验", "与保存时一致" if snapshot.is_whole else "与保存时不一致，请联系系统管理员"),
        ("校验码", snapshot.sha256),
    ]
