"""The pages of records, through the browser."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from alliances.records.actions import Account, enter_record, strike_record
from alliances.records.models import Record
from portal.files.models import StoredFile
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year")]

DAY = dt.date(2026, 10, 21)


@pytest.fixture
def unit():
    return make.member("中石化上海工程公司")


@pytest.fixture
def liaison(unit):
    return make.liaison_of(unit)


@pytest.fixture
def village():
    return make.neighbourhood()


@pytest.fixture
def enter(unit, liaison, village):
    def work(summary="32 盏路灯亮灯", day=DAY, **figures):
        account = Account(day, summary, figures={"pieces": 32, "funds": Decimal(86000)} | figures)
        terms = {"region": make.street(), "units": {unit: 1}, "neighbourhoods": [village]}
        with time_machine.travel(dt.datetime(day.year, 12, 31, tzinfo=dt.UTC)):
            return enter_record(account, by=liaison, **terms)

    return work


@pytest.fixture
def record(enter):
    return enter()


def page(name, record):
    return reverse(name, args=[record.pk])


def photo():
    drawn = BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "JPEG")
    return SimpleUploadedFile("灯.jpg", drawn.getvalue())


def insiders(unit, village):
    return {
        "liaison": lambda: make.liaison_of(unit),
        "village": lambda: make.liaison_of(village),
        "office": make.staff_of,
        "supervisor": lambda: make.appoint(make.UserFactory(), "supervisor", region=make.district()),
        "other unit": lambda: make.liaison_of(make.member("区税务局")),
        "other street": lambda: make.staff_of(make.street("枫泾镇", "310116102")),
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("liaison", 200),
        ("village", 200),
        ("office", 200),
        ("supervisor", 200),
        ("other unit", 404),
        ("other street", 404),
    ],
)
def test_the_page_and_its_evidence_open_for_both_sides_and_the_office(
    client, record, unit, village, who, status
):
    client.force_login(record.recorded_by)
    client.post(page("record_evidence", record), {"evidence": [photo()]})
    client.force_login(insiders(unit, village)[who]())
    assert client.get(page("record", record)).status_code == status
    file = client.get(reverse("stored_file", args=[StoredFile.objects.get().pk]))
    file.close()
    assert file.status_code == status


def test_whoever_is_not_signed_in_is_asked_to(client, record):
    for name in ("record", "record_change", "record_strike"):
        assert client.get(page(name, record)).status_code == 302
    assert client.get(reverse("records")).status_code == 302


def change(record, unit, **changes):
    typed = {"occurred_on": "2026-10-22", "summary": "30 盏", "pieces": "30", "version": record.version}
    return typed | {f"took_{unit.pk}": "on", f"weight_{unit.pk}": "1"} | changes


def test_correcting_replaces_what_was_said(client, record, unit, liaison):
    client.force_login(liaison)
    response = client.post(page("record_change", record), change(record, unit))
    record.refresh_from_db()
    assert response.status_code == 302
    assert (record.occurred_on.day, record.pieces, record.funds, record.neighbourhoods.count()) == (
        22,
        30,
        0,
        0,
    )
    assert record.shares.get().figures == {"pieces": "30"}


def test_the_form_comes_filled_in(client, record, liaison, village):
    client.force_login(liaison)
    form = client.get(page("record_change", record)).context["form"]
    assert (form["pieces"].value(), form["neighbourhoods"].value()) == (32, [village.pk])


def test_a_correction_made_meanwhile_is_not_overwritten(client, record, unit, liaison):
    client.force_login(liaison)
    old = change(record, unit, summary="我的更正")
    client.post(page("record_change", record), change(record, unit))
    response = client.post(page("record_change", record), old)
    assert "已被修改" in response.content.decode()
    assert "我的更正" in response.content.decode()
    assert Record.objects.get().summary == "30 盏"


def test_no_unit_at_all_is_refused(client, record, unit, liaison):
    client.force_login(liaison)
    response = client.post(page("record_change", record), change(record, unit, **{f"took_{unit.pk}": ""}))
    assert (response.status_code, Record.objects.get().pieces) == (200, 32)


def test_striking_keeps_the_record_with_its_reason(client, record, liaison):
    client.force_login(liaison)
    assert client.post(page("record_strike", record), {"reason": ""}).status_code == 200
    assert client.post(page("record_strike", record), {"reason": "重复登记"}).status_code == 302
    shown = client.get(page("record", record)).content.decode()
    assert "原因：重复登记" in shown
    assert client.post(page("record_strike", record), {"reason": "再来"}).status_code == 200


@pytest.mark.parametrize("name", ["record_change", "record_strike", "record_evidence"])
def test_whoever_sees_it_cannot_thereby_correct_it(client, record, village, name):
    client.force_login(make.liaison_of(village))
    response = client.post(page(name, record), {"evidence": [photo()], "reason": "不对"})
    assert (response.status_code, StoredFile.objects.count()) == (403, 0)


def test_a_file_that_cannot_be_kept_is_named(client, record, liaison):
    client.force_login(liaison)
    sent = {"evidence": [SimpleUploadedFile("坏.jpg", b"nothing of the kind"), photo()]}
    response = client.post(page("record_evidence", record), sent, follow=True)
    assert "“坏.jpg”" in response.content.decode()
    assert StoredFile.objects.count() == 1
    client.post(page("record_evidence", record), {})
    assert StoredFile.objects.count() == 1


def listed(client, **filters):
    """What the list shows, and what stands above it."""
    context = client.get(reverse("records"), filters).context
    totals = {what: number for what, number, _ in context["figures"]}
    return [row.summary for row in context["page"].rows], totals


def test_the_list_sums_what_is_filtered_each_record_once(client, enter, unit):
    enter()
    enter("去年的", dt.date(2025, 12, 30), pieces=8)
    strike_record(enter("记错了"), by=Record.objects.first().recorded_by, reason="记错了")
    client.force_login(make.staff_of())
    rows, totals = listed(client)
    assert (len(rows), totals["设施"]) == (3, "40")
    rows, totals = listed(client, since="2026-01-01", counted="yes")
    assert (rows, totals["设施"]) == (["32 盏路灯亮灯"], "32")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"participant": "中石化"}, 1),
        ({"participant": "税务"}, 0),
        ({"neighbourhood": "五龙"}, 1),
        ({"neighbourhood": "万联"}, 0),
        ({"until": "2026-10-20"}, 0),
        ({"counted": "no"}, 0),
        ({"ordering": "day"}, 1),
    ],
)
def test_the_list_is_filtered(client, record, filters, found):
    client.force_login(make.staff_of())
    assert len(listed(client, **filters)[0]) == found


def test_the_list_of_one_unit(client, record, unit):
    client.force_login(make.staff_of())
    assert len(listed(client, unit=unit.pk)[0]) == 1
    assert listed(client, unit=make.member("区税务局").pk)[0] == []


def test_a_stranger_lists_nothing(client, record):
    client.force_login(make.liaison_of(make.member("区税务局")))
    assert listed(client) == ([], {})


@pytest.mark.parametrize("several", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(client, enter, several, django_assert_num_queries):
    for n in range(several):
        enter(f"第 {n} 次")
    client.force_login(make.staff_of())
    client.get(reverse("records"))
    with django_assert_num_queries(8):
        client.get(reverse("records"))


@pytest.mark.parametrize("several", [1, 3])
def test_a_record_asks_as_often_for_three_units_as_for_one(
    client, liaison, unit, several, django_assert_num_queries
):
    units = {unit: 1} | {make.member(f"单位{n}"): 1 for n in range(several - 1)}
    record = enter_record(Account(DAY, "亮灯"), by=liaison, region=make.street(), units=units)
    client.force_login(liaison)
    client.get(page("record", record))
    with django_assert_num_queries(12):
        client.get(page("record", record))


def test_a_units_page_says_what_it_did_year_by_year(client, enter, unit):
    enter()
    enter("去年的", dt.date(2025, 12, 30), pieces=8)
    client.force_login(make.staff_of())
    shown = client.get(reverse("unit", args=[unit.pk])).content.decode()
    assert "2026 年 · 1 条纪实" in shown
    assert "2025 年 · 1 条纪实" in shown


def test_a_units_page_keeps_quiet_about_what_one_may_not_see(client, record, unit):
    client.force_login(make.liaison_of(make.member("区税务局")))
    assert "做了什么" not in client.get(reverse("unit", args=[unit.pk])).content.decode()
