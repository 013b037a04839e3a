"""What pairings bring to an inspection folder."""

import datetime as dt
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alliances.pairing.agreement.actions import hand_in_scan
from alliances.pairing.folder import (
    deed_rows,
    deeds_of_period,
    estimate_agreements,
    fill_agreements,
    fill_pairings,
    pairing_rows,
    pairings_of,
)
from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Folder
from tests import factories as make
from tests.access.world import picture
from tests.alliances.pairing.world import a_world, draft, standing
from tests.factories import YEAR

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world(kinds):
    return a_world()


def asked(world, since=FIRST, until=LAST, units=None) -> Inspection:
    return Inspection(
        region=world.programme.region,
        since=since,
        until=until,
        unit_ids=units and frozenset(units),
        user=world.staff,
        personal=False,
    )


def filled(ask) -> list[str]:
    target = BytesIO()
    folder = Folder(target, ask, lambda done, total, said: None, 3)
    folder.open_part("16", "结对协议")
    fill_agreements(folder)
    folder.open_part("17", "结对共建台账")
    fill_pairings(folder)
    folder.close()
    return sorted(ZipFile(BytesIO(target.getvalue())).namelist())


def test_agreements_and_scans_are_in_it_and_what_was_done(world):
    pairing = standing(world, "filed")
    hand_in_scan(pairing, SimpleUploadedFile("签章件.png", picture()), by=world.other)
    assert filled(asked(world)) == [
        "16 结对协议/16-001 五龙村与区财政局协议书.docx",
        "16 结对协议/16-001 五龙村与区财政局签章件1.png",
        "17 结对共建台账/结对共建台账.xlsx",
    ]
    assert estimate_agreements(asked(world)).files == 2


def test_only_what_was_in_force_in_the_period_and_has_a_chosen_unit(world):
    pairing = standing(world, "filed")
    draft(world, partner=world.tax)
    year_before = asked(world, dt.date(YEAR - 1, 1, 1), dt.date(YEAR - 1, 12, 31))
    assert list(pairings_of(asked(world))) == [pairing]
    assert (list(pairings_of(year_before)), list(pairings_of(asked(world, units=[world.tax.pk])))) == ([], [])
    assert list(pairings_of(asked(world, units=[world.finance.pk]))) == [pairing]


def test_the_sheets_name_each_pairing_and_each_record_of_the_period(world):
    pairing = standing(world, "filed")
    record = make.RecordFactory(
        region=world.programme.region, occurred_on=dt.date(YEAR, 3, 1), summary="慰问"
    )
    make.RecordShareFactory(record=record, unit=world.finance)
    make.RecordShareFactory(record=record, unit=world.village)
    ask = asked(world)
    deeds = deeds_of_period(ask, [pairing])
    assert [row.summary for row in deeds[pairing.pk]] == ["慰问"]
    ((number, *_, scans, done),) = pairing_rows([pairing], deeds)
    assert (number, scans, done) == (pairing.number, 0, 1)
    assert [row[4] for row in deed_rows([pairing], deeds)] == ["慰问"]
