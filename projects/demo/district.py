"""The whole demo: places, the ledger taken in twice, two years of work, and what waits today."""

import datetime as dt
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import time_machine
from django.core.management import call_command

from members.models import Region, Unit, User, Zone
from members.places.actions import save_zone
from portal.ledgers.taking import Intake, take_ledger
from projects.demo.diary import Diary, at
from projects.demo.january import January
from projects.demo.papers import enter_papers
from projects.demo.people import Cast, appoint_office, appoint_units
from projects.demo.road import Road
from projects.demo.waiting import Waiting
from projects.demo.year import Year

SEED = 20260115
HERE = Path(__file__).resolve().parent
LEDGER = HERE / "ledger-zhujing-2026.xlsx"
DIVISIONS = HERE.parents[1] / "members" / "data" / "divisions.csv"
STREET = "310116101"
DISTRICT = "310116"
ZONES = {"居民区": ["城南片区", "城东片区", "城西片区"], "村": ["东片", "西片"]}
NAMED = {"liaison": "区财政局", "hood": "五龙村"}


def build_district(today: dt.date) -> int:
    """Build it in an empty database, as of that day. Gives how many things happened in it."""
    this_year = today.year if today.month > 2 else today.year - 1
    last_year = this_year - 1
    with time_machine.travel(at(dt.date(last_year, 1, 10)), tick=False):
        call_command("import_divisions", str(DIVISIONS), verbosity=0)
        street, district = Region.objects.get(code=STREET), Region.objects.get(code=DISTRICT)
        office, clerk = appoint_office(street, district)
    for year, source in [(last_year, last_years_ledger()), (this_year, BytesIO(LEDGER.read_bytes()))]:
        with time_machine.travel(at(dt.date(year, 1, 15)), tick=False):
            take_ledger(source, Intake(street, year, office), commit=True)
            enter_papers(street, year, office)
    draw_zones(street, office)
    cast = Cast(office, clerk, appoint_units(street, NAMED))
    diary = Diary(until=at(today, 9))
    partners = list(Unit.objects.member_units().filter(pk__in=cast.of_unit).order_by("id"))
    for year, claimed, finished, closed in [(last_year, 0.95, 1, 1), (this_year, 0.8, 0.6, 0.85)]:
        Year(
            year=year,
            street=street,
            cast=cast,
            diary=diary,
            dice=Random(SEED + year),  # noqa: S311 the same district each time
            claimed=claimed,
            finished=finished,
            closed=closed,
            publish_on=dt.date(year, 2, 3),
            conference_on=dt.date(year, 2, 6),
            partners=partners,
        ).write()
    Road(cast, street, this_year).write(diary)
    Waiting(cast, street, this_year, today).write(diary)
    January(cast, street, this_year, today).write(diary)
    return diary.carry_out()


def draw_zones(street: Region, office: User) -> None:
    """The five 片区 of the article. Which neighbourhood lies in which it does not say: they are dealt out."""
    for kind, names in ZONES.items():
        homes = list(Region.objects.filter(unit__kind__name=kind, parent=street).order_by("code"))
        for place, name in enumerate(names):
            zone = Zone(region=street, name=name, purpose="党建片区")
            save_zone(zone, by=office, regions=homes[place :: len(names)], units=[])


def last_years_ledger() -> BytesIO:
    """The same workbook a year earlier: without some units' entries and without any claimants."""
    book = openpyxl.load_workbook(LEDGER)
    for tab in ("资源清单", "需求清单", "项目清单"):
        sheet = book[tab]
        for merged in list(sheet.merged_cells.ranges):
            if merged.min_row > 3 and merged.min_col == 2:
                name = sheet.cell(merged.min_row, 2).value
                sheet.unmerge_cells(str(merged))
                for row in range(merged.min_row, merged.max_row + 1):
                    sheet.cell(row, 2).value = name
        for row in range(sheet.max_row - 2, 3, -1):
            if row % 6 == 0:
                sheet.delete_rows(row)
            elif tab == "项目清单":
                sheet.cell(row, 7).value = None
                sheet.cell(row, 9).value = sheet.cell(row, 10).value = None
            elif tab == "需求清单":
                sheet.cell(row, 6).value = None
    earlier = BytesIO()
    book.save(earlier)
    earlier.seek(0)
    return earlier
