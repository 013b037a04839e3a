"""The inspection folder of 200 units and a year, beside copying its files into a zip on the same disk."""

import datetime as dt
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from zipfile import ZIP_STORED, ZipFile

from django.contrib.contenttypes.models import ContentType
from django.test.utils import override_settings
from django.utils import timezone

from alliances.models import Record, RecordShare
from portal.exports.actions import ask_for
from portal.exports.inspection.parts import FOLDER_PARTS
from portal.exports.jobs import job_key
from portal.files.models import StoredFile
from portal.models import Export
from portal.outbox.actions import run_one
from tests.bench.results import Line, in_the_middle, ratios
from tests.bench.serving import Portal, database_pid, used_ms
from tests.bench.town import Town

Result = TypeVar("Result")
UNITS, RECORDS, PHOTOS, PHOTO_BYTES, ROUNDS, YEAR = 200, 2400, 1200, 300_000, 5, 2026


def measure(portal: Portal, town: Town) -> list[Line]:
    """Each round makes the whole folder anew. The reference reads and writes, no more."""
    ours, copies = Costs(), Costs()
    with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=Path(folder)):
        fill(town, Path(folder))
        for _ in range(ROUNDS):
            made = ours.of(lambda: folder_of(town))
            copies.of(partial(copy, made.on_disk))
            made.on_disk.unlink()
    work, by = f"inspection folder, {UNITS} units, {PHOTOS:,} photos", "copying its files into a zip"
    waited = in_the_middle(ours.waited, "s"), in_the_middle(copies.waited, "s")
    used = in_the_middle(ours.used, "ms CPU"), in_the_middle(copies.used, "ms CPU")
    return [
        Line(work, by, *waited, ratios(ours.waited, copies.waited), at_most=2),
        Line(f"{work}, processor time", by, *used, ratios(ours.used, copies.used)),
    ]


def fill(town: Town, folder: Path) -> None:
    """A record of each chosen unit a month, every second one with a photo."""
    photo = folder / "photo.jpg"
    photo.write_bytes(os.urandom(PHOTO_BYTES))
    records = Record.objects.bulk_create(
        Record(
            region=town.street,
            occurred_on=dt.date(YEAR, at % 12 + 1, at % 28 + 1),
            recorded_by=town.staff,
            summary=f"第{at}次走访服务",
            person_times=20,
        )
        for at in range(RECORDS)
    )
    RecordShare.objects.bulk_create(
        RecordShare(record=record, unit_id=town.units[at % UNITS], figures={"person_times": "20"})
        for at, record in enumerate(records)
    )
    about = ContentType.objects.get_for_model(Record)
    StoredFile.objects.bulk_create(
        StoredFile(
            kind="image",
            media_type="image/jpeg",
            original_name="照片.jpg",
            sha256="0" * 64,
            size=PHOTO_BYTES,
            path=photo.name,
            about_type=about,
            about_id=record.pk,
            uploaded_by=town.staff,
            uploaded_at=timezone.now(),
        )
        for record in records[:PHOTOS]
    )


def folder_of(town: Town) -> Export:
    options = {
        "since": f"{YEAR}-01-01",
        "until": f"{YEAR}-12-31",
        "units": town.units[:UNITS],
        "parts": FOLDER_PARTS.names(),
    }
    export = ask_for("inspection", region=town.street, options=options, by=town.staff)
    run_one(job_key(export))
    made = Export.objects.get(pk=export.pk)
    if made.state != "ready":
        raise RuntimeError(made.trouble)
    return made


def copy(source: Path) -> None:
    """The same entries with the same bytes, on the disk itself in the end."""
    target = source.with_suffix(".copy")
    with target.open("wb") as file:
        with ZipFile(source) as before, ZipFile(file, "w", ZIP_STORED) as after:
            for entry in before.infolist():
                with before.open(entry) as old, after.open(entry.filename, "w") as new:
                    shutil.copyfileobj(old, new)
        file.flush()
        os.fsync(file.fileno())
    target.unlink()


@dataclass
class Costs:
    """A value for each round: seconds waited, milliseconds of processor time, the database's included."""

    waited: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)

    def of(self, work: Callable[[], Result]) -> Result:
        roots = os.getpid(), database_pid()
        before, started = used_ms(*roots), time.perf_counter()
        result = work()
        self.waited.append(time.perf_counter() - started)
        self.used.append(used_ms(*roots) - before)
        return result
