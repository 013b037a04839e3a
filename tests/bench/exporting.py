"""What is handed out, beside the plainest program that writes the same cells; all by processor time."""

import csv
import io
import os
import time
from collections.abc import Callable
from functools import partial
from tempfile import TemporaryFile
from typing import Any

import xlsxwriter
from django.test import Client
from openpyxl import load_workbook

from members.models import Region, User
from portal.ledgers.handing_out.edition import LedgerEdition
from portal.ledgers.handing_out.giving import give_ledgers
from portal.ledgers.snapshots.actions import take_snapshot
from portal.ledgers.snapshots.freezing import digest_of
from portal.ledgers.snapshots.models import Snapshot
from tests import factories
from tests.bench import filling
from tests.bench.driving import HOST, drive, get
from tests.bench.pages import publish_in
from tests.bench.results import Line, in_the_middle, ratios
from tests.bench.serving import Portal, database_pid, used_ms
from tests.bench.town import Town, session_of

ROWS, ROUNDS = 10_000, 5
Rows = list[tuple[Any, ...]]


def measure(portal: Portal, town: Town) -> list[Line]:
    """A street of its own with so many projects: their list, the street's ledgers, a snapshot of them."""
    street = factories.street("廊下镇", "310116105")
    publish_in(street, ROWS)
    user = factories.staff_of(street)
    return [*lists(portal, street, user), ledgers(street, user), snapshot(street, user)]


def lists(portal: Portal, street: Region, user: User) -> list[Line]:
    """Over HTTP, as a browser asks."""
    path, session = f"/projects/?region={street.pk}&year={filling.YEAR}&export=", session_of(user)
    rows = cells(b"".join(signed_in(user).get(f"{path}xlsx").streaming_content))
    lines = []
    for ending, write, by in (("xlsx", write_xlsx, "XlsxWriter"), ("csv", write_csv, "csv.writer")):
        request = get(f"{path}{ending}", session)
        ours = partial(
            used_by, (portal.pid, database_pid()), lambda r=request: drive(portal.port, [r], 1, expect=200)
        )
        plain = partial(used_here, partial(write, rows))
        lines.append(in_turn(f"list of {ROWS:,} projects, {ending}", f"{by} writing its cells", ours, plain))
    return lines


def ledgers(street: Region, user: User) -> Line:
    edition, here = LedgerEdition(street, filling.YEAR), (os.getpid(), database_pid())

    def give() -> bytes:
        with TemporaryFile() as file:
            give_ledgers(file, edition, by=user)
            file.seek(0)
            return file.read()

    rows = cells(give())
    ours, plain = partial(used_by, here, give), partial(used_here, partial(write_xlsx, rows))
    return in_turn(f"ledgers of a street, {ROWS:,} projects", "XlsxWriter writing their cells", ours, plain)


def snapshot(street: Region, user: User) -> Line:
    here = os.getpid(), database_pid()
    take = partial(take_snapshot, street, year=filling.YEAR, title="报送", by=user)
    sheets = take().sheets

    def keep() -> None:
        terms = {"region": street, "year": filling.YEAR, "title": "报送", "by": user}
        Snapshot.objects.create(**terms, sheets=sheets, sha256=digest_of(sheets))

    ours, plain = partial(used_by, here, take), partial(used_by, here, keep)
    return in_turn(f"snapshot, {ROWS:,} projects", "digesting and storing it, ready made", ours, plain)


def in_turn(work: str, compared_with: str, ours: Callable[[], float], plain: Callable[[], float]) -> Line:
    """The first round warms up and is not counted."""
    rounds = [(ours(), plain()) for _ in range(ROUNDS + 1)][1:]
    mine, others = zip(*rounds, strict=True)
    said = in_the_middle(mine, "ms CPU"), in_the_middle(others, "ms CPU")
    return Line(work, compared_with, *said, ratios(mine, others))


def used_by(roots: tuple[int, ...], work: Callable[[], object]) -> float:
    before = used_ms(*roots)
    work()
    return used_ms(*roots) - before


def used_here(work: Callable[[], object]) -> float:
    """Of work without the database: to the microsecond, where `used_by` counts ticks of ten milliseconds."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def signed_in(user: User) -> Client:
    client = Client(SERVER_NAME=HOST)
    client.force_login(user)
    return client


def cells(workbook: bytes) -> Rows:
    """Of all its sheets, from memory ready to be written."""
    return [row for sheet in load_workbook(io.BytesIO(workbook), read_only=True) for row in sheet.values]


def write_xlsx(rows: Rows) -> None:
    with TemporaryFile() as file, xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)


def write_csv(rows: Rows) -> None:
    with TemporaryFile("w+", newline="") as file:
        csv.writer(file).writerows(rows)
