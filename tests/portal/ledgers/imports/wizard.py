"""An import walked through by tests: uploaded, worked on by the outbox as in life, looked at again."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.ledgers.imports.actions import begin_import, confirm
from portal.models import Import
from portal.outbox.actions import run_due
from tests.factories import YEAR, street
from tests.portal.ledgers import workbooks
from tests.portal.ledgers.importing import PROJECTS, UNITS, book

UNIT_ROWS = [UNITS, [1, "机关", "区财政局", "张三", "13900001111", None, "2020-01-01"]]
"""A register of one unit."""

TWO_UNITS = [*UNIT_ROWS, [2, "机关", "区税务局", "李四", "13900002222", None, "2020-01-01"]]


def project_rows(*titles: str, unit: str = "区财政局", goal: str = "路灯32盏") -> list[list[Any]]:
    return [list(PROJECTS), *([None, "建设", title, unit, goal, 1, "2026-12-31"] for title in titles)]


def sent(source: bytes | Mapping[str, Sequence[Sequence]], by: Any, region: Any = None) -> Import:
    """Uploaded, not yet read."""
    raw = source if isinstance(source, bytes) else book(source)
    upload = SimpleUploadedFile("台账.xlsx", raw)
    return begin_import(upload, region=region or street(), year=YEAR, by=by)


def worked(imp: Import) -> Import:
    """After the jobs that were due."""
    run_due()
    return Import.objects.get(pk=imp.pk)


def looked_at(source: bytes | Mapping[str, Sequence[Sequence]], by: Any) -> Import:
    """Uploaded and read."""
    return worked(sent(source, by))


def brought_in(source: bytes | Mapping[str, Sequence[Sequence]], by: Any) -> Import:
    return worked(confirm(looked_at(source, by), by=by))


def sheet(imp: Import, tab: str) -> dict[str, Any]:
    """What is told of one sheet: of the result where there is one."""
    told = imp.result or imp.preview
    return next(sheet for sheet in told["sheets"] if sheet["tab"] == tab)


def unit_book() -> bytes:
    return workbooks.workbook(UNIT_ROWS, tab="成员单位")


def damaged() -> bytes:
    """A workbook from outside, nonsense within."""
    with ZipFile(BytesIO(unit_book())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return workbooks.packed({**parts, "xl/worksheets/sheet1.xml": b"<sheet"})
