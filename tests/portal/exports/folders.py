"""A street with a little of everything, and folders made of it."""

import csv
import hashlib
import io
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from alliances.models import Record
from alliances.records.evidence import attach
from members.models import User
from portal.exports.actions import ask_for
from portal.exports.inspection.kind import INSPECTION
from portal.models import Export
from portal.outbox.actions import run_due
from tests import factories as make
from tests.access.world import picture

PARTS = [
    *("units", "resources", "needs", "projects", "claims"),
    *("money", "records", "evidence", "documents", "letters"),
]
SECOND_QUARTER = {"since": "2026-04-01", "until": "2026-06-30", "units": None, "parts": PARTS}


def asked(by: User, **more: Any) -> Export:
    ways = {name: more.pop(name) for name in ("personal", "reason") if name in more}
    return ask_for(INSPECTION, region=make.street(), options=SECOND_QUARTER | more, by=by, **ways)


def made(by: User, **more: Any) -> Export:
    """Asked for, and the job run."""
    export = asked(by, **more)
    run_due()
    export.refresh_from_db()
    return export


def opened(export: Export) -> ZipFile:
    return ZipFile(export.on_disk)


def tables(folder: ZipFile, path: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a workbook in the folder, by tab."""
    book = load_workbook(io.BytesIO(folder.read(path)))
    return {sheet.title: list(sheet.values) for sheet in book}


def manifest(folder: ZipFile) -> list[tuple[str, int, str]]:
    rows = csv.reader(io.StringIO(folder.read("校验清单.csv").decode("utf-8-sig")))
    return [(path, int(size), digest) for path, size, digest in list(rows)[1:]]


def digests(folder: ZipFile) -> list[tuple[str, int, str]]:
    """What the manifest ought to say."""
    contents = ((name, folder.read(name)) for name in folder.namelist() if name != "校验清单.csv")
    return [(name, len(raw), hashlib.sha256(raw).hexdigest()) for name, raw in contents]


def work(clerk: User, *claims: Any, funds: int = 100, day: str = "2026-05-12") -> Record:
    """A record of the first claim's unit that served all of these claims."""
    record = make.RecordFactory(
        region=make.street(),
        recorded_by=clerk,
        occurred_on=day,
        summary=f"五龙村亮灯{day}",
        funds=Decimal(funds),
    )
    make.RecordShareFactory(record=record, unit=claims[0].unit, figures={"funds": str(funds)})
    for claim in claims:
        make.ClaimRecordFactory(claim=claim, record=record)
    return record


def with_photos(record: Record, clerk: User, count: int = 2) -> Record:
    attach(record, [SimpleUploadedFile(f"灯{n}.png", picture()) for n in range(count)], by=clerk)
    return record
