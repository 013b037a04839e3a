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
from projects.demo.answers import Answers
from projects.demo.assessments import Assessments
from projects.demo.coordinates import place_everything
from projects.demo.councils import build_councils
from projects.demo.diary import Diary, at
from projects.demo.january import January
from projects.demo.ledgers import Ledgers, ask_for_folder, bring_in
from projects.demo.meetings import Meetings
from projects.demo.organisation import build_organisation
from projects.demo.pairings import Pairings
from projects.demo.papers import enter_papers
from projects.demo.people import Cast, appoint_office, appoint_units
from projects.demo.road import Road
from projects.demo.rotations import Rotations
from projects.demo.surveys import Surveys
from projects.demo.waiting import Waiting
from projects.demo.year import Year

SEED = 20260115
HERE = Path(__file__).resolve().parent
LEDGER = HERE / "ledger-zhujing-2026.xlsx"
DIVISIONS = HERE.parents[1] / "members" / "data" / "divisions.csv"
STREET = "310116101"
DISTRICT = "310116"
ZONES = {"居民区": ["城南片区", "城东片区", "城西片区"], "村": ["东片", "西片"]}
PARTS = ((0.95, 1, 1), (0.8, 0.6, 0.85))
"""Of last year and of this: see `write_year`."""

NAMED = {"liaison": "区财政局", "hood": "五龙村"}


def build_district(today: dt.date) -> int:
    """Build it in an empty database, as of that day. Gives how many things happened in it."""
    this_year = today.year if today.month > 2 else today.year - 1
    years = (this_year - 1, this_year)
    street, office, clerk = open_office(years[0])
    take_in_ledgers(street, years, office)
    draw_zones(street, office)
    build_councils(street, years[0], office)
    build_organisation(street, years[0], office)
    place_everything(street, years[0], office)
    cast = Cast(office, clerk, appoint_units(street, NAMED))
    diary = Diary(until=at(today, 9))
    for year, parts in zip(years, PARTS, strict=True):
        write_year(year, street, cast, diary, parts)
    Road(cast, street, this_year).write(diary)
    for chapter in (Waiting, Ledgers, January, Rotations, Meetings, Pairings, Answers, Assessments, Surveys):
        chapter(cast, street, this_year, today).write(diary)
    happened = diary.carry_out()
    ask_for_folder(street, this_year, by=office)
    return happened


def open_office(year: int) -> tuple[Region, User, User]:
    """The places of the district, and the street's office with its clerk, at the beginning of that year."""
    with time_machine.travel(at(dt.date(year, 1, 10)), tick=False):
        call_command("import_divisions", str(DIVISIONS), verbosity=0)
        street, district = Region.objects.get(code=STREET), Region.objects.get(code=DISTRICT)
        return street, *appoint_office(street, district)


def take_in_ledgers(street: Region, years: tuple[int, int], office: User) -> None:
    """Each in its January, with the papers of the year; this year's through the wizard."""
    last_year, this_year = years
    with time_machine.travel(at(dt.date(last_year, 1, 15)), tick=False):
        take_ledger(last_years_ledger(), Intake(street, last_year, office), commit=True)
        enter_papers(street, last_year, office)
    with time_machine.travel(at(dt.date(this_year, 1, 15)), tick=False):
        bring_in(street, this_year, LEDGER.read_bytes(), by=office)
        enter_papers(street, this_year, office)


def write_year(
    year: int, street: Region, cast: Cast, diary: Diary, parts: tuple[float, float, float]
) -> None:
    """Put a year into the diary; `parts` of the projects claimed, of claims finished, of those closed."""
    claimed, finished, closed = parts
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
        partners=list(Unit.objects.member_units().filter(pk__in=cast.of_unit).order_by("id")),
    ).write()


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
