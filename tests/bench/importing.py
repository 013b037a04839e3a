"""A ledger of ten thousand projects taken in, beside openpyxl merely reading it; each its own process."""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from openpyxl import Workbook

from tests.bench import filling
from tests.bench.results import Line, in_the_middle, ratios
from tests.bench.serving import Portal
from tests.bench.town import Town

ROWS, ROUNDS, MOST_MB, FIRST_YEAR = 10_000, 5, 300, 2030
HEADERS = ["序号", "项目名称", "发布单位", "项目类别", "项目内容", "受益村居", "目标与量化指标", "完成时限"]

READ = """
import sys, time, openpyxl
started = time.perf_counter()
for sheet in openpyxl.load_workbook(sys.argv[1]):
    for row in sheet.iter_rows(values_only=True):
        pass
print(time.perf_counter() - started)
"""
TAKE = """
import resource, sys, time, django
django.setup()
from members.models import Region
from portal.ledgers.taking import Intake, take_ledger
street = Region.objects.get(code=sys.argv[2])
started = time.perf_counter()
taken = take_ledger(sys.argv[1], Intake(street, int(sys.argv[3])), commit=True)
seconds = time.perf_counter() - started
created = sum(outcome.created for _, outcome in taken.outcomes)
print(seconds, created, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measure(portal: Portal, town: Town) -> list[Line]:
    """Every round is another year, so that all rows are new each time."""
    reads, takes, sizes = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.xlsx"
        write_ledger(file)
        for turn in range(ROUNDS):
            (seconds,) = said_by(READ, file)
            reads.append(seconds)
            seconds, created, megabytes = said_by(TAKE, file, town.street.code, FIRST_YEAR + turn)
            if created != ROWS:
                raise RuntimeError(f"{created:.0f} of {ROWS} rows were created")
            takes.append(seconds)
            sizes.append(megabytes)
    work = f"import of {ROWS:,} rows"
    of_bound = [size / MOST_MB for size in sizes]
    return [
        Line(
            work,
            "openpyxl reading them",
            in_the_middle(takes, "s"),
            in_the_middle(reads, "s"),
            ratios(takes, reads),
            at_most=3,
        ),
        Line(
            f"{work}, memory",
            f"{MOST_MB} MB",
            f"{median(sizes):.0f} MB",
            f"{MOST_MB} MB",
            of_bound,
            at_most=1,
        ),
    ]


def write_ledger(file: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("项目清单")
    sheet.append(HEADERS)
    for n in range(1, ROWS + 1):
        village = f"{filling.PLACES[n % len(filling.PLACES)]}村"
        thing, work = filling.THINGS[n % len(filling.THINGS)], filling.WORKS[n % len(filling.WORKS)]
        row = [
            n,
            f"{village}{thing}{work}第{n}期",
            village,
            f"类别{n % 10}",
            "为居民做一件看得见的实事",
            village,
        ]
        sheet.append([*row, f"活动不少于{n % 12 + 1}次", "2026年12月"])
    book.save(file)


def said_by(code: str, *arguments: object) -> list[float]:
    """The numbers that the code prints."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    return [float(each) for each in said.split()]
