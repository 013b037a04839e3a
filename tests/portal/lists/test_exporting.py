"""Every list can be taken away as a file: what it shows, all pages of it, without anybody's phone."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.lists import exporting
from portal.lists.spec import ListSpec
from projects.models import Project
from tests.factories import (
    EnrolmentFactory,
    ProjectFactory,
    liaison_of,
    member,
    neighbourhood,
    staff_of,
    street,
)

pytestmark = pytest.mark.django_db

ONLY_IN_THE_API = {
    "AgendaList",
    "AppointmentList",
    "CarryOverList",
    "CategoryList",
    "ClaimList",
    "EnrolmentList",
    "ExemptionList",
    "FeedbackList",
    "JudgementList",
    "RegionList",
    "RotationList",
    "ScoreList",
    "SeatList",
    "ZoneList",
}
PAGES = ["/units/", "/users/", "/projects/", "/hall/", "/records/", "/claims/", "/done/", "/notices/"]
CANARY = "13987654321"


@pytest.fixture
def office(client):
    client.force_login(staff_of())
    return client


def rows_of(response):
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [list(row) for row in book.active.values]


def listed(spec=ListSpec):
    for each in spec.__subclasses__():
        yield each
        yield from listed(each)


def test_every_list_with_a_page_has_export_columns():
    reverse("api_schema")  # reads all addresses, and so every list there is
    lacking = {
        each.__name__
        for each in listed()
        if not each.__module__.startswith("tests.") and not (each.export_columns and each.export_name)
    }
    assert lacking <= ONLY_IN_THE_API


def test_a_list_is_exported_with_all_its_pages(office):
    for n in range(30):
        member(f"单位{n:02}")
    rows = rows_of(office.get("/units/?export=xlsx&page_size=1"))
    assert rows[0][:3] == ["单位类别", "单位名称", "单位简称"]
    assert [row[1] for row in rows[1:]] == [f"单位{n:02}" for n in range(30)]


def test_filters_and_order_are_those_of_the_page(office):
    for name in ("财政局", "教育局", "财政所"):
        member(name)
    rows = rows_of(office.get("/units/?export=xlsx&search=财政&ordering=-id"))
    assert [row[1] for row in rows[1:]] == ["财政所", "财政局"]


def test_csv_begins_with_the_mark_that_excel_needs(office):
    member("=HYPERLINK(1)")
    response = office.get("/units/?export=csv")
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff单位类别,单位名称")
    assert ",'=HYPERLINK(1)," in text
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_moments_are_local(office):
    ProjectFactory(unit=neighbourhood(), claim_closes_at="2026-12-31T16:00:00Z")
    (head, row) = rows_of(office.get("/projects/?export=xlsx"))
    assert row[head.index("认领截止")] == "2027-01-01 00:00"


def test_more_rows_than_a_file_takes_are_refused_with_a_way_out(office, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_ROWS", 1)
    member("甲")
    member("乙")
    response = office.get("/units/?export=xlsx")
    assert response.status_code == 409
    assert "请加条件筛选" in response.content.decode()


def test_whoever_is_not_signed_in_exports_nothing(client):
    ProjectFactory(unit=neighbourhood(), is_public=True)
    assert client.get("/public/lists/?export=xlsx").status_code == 403
    assert "export=xlsx" not in client.get("/public/lists/").content.decode()


def test_an_unknown_format_is_the_page(office):
    assert "text/html" in office.get("/units/?export=pdf")["Content-Type"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_no_export_of_a_list_has_anybodys_phone(client, address, ending):
    home = street()
    unit = EnrolmentFactory(
        unit__name="区财政局",
        region=home,
        liaison_name="金丝雀",
        liaison_phone=CANARY,
        secretary_name="金丝雀",
    ).unit
    ProjectFactory(unit=unit, contact_name="金丝雀", contact_phone=CANARY)
    liaison_of(unit, name="金丝雀", phone=CANARY)
    client.force_login(staff_of())
    response = client.get(address, {"export": ending})
    body = b"".join(response.streaming_content)
    text = str(rows_of_bytes(body)) if ending == "xlsx" else body.decode()
    assert CANARY not in text
    assert "金丝雀" not in text


def rows_of_bytes(body):
    return [list(row) for row in load_workbook(io.BytesIO(body)).active.values]


def test_rows_are_read_with_a_few_queries_however_many(office, django_assert_max_num_queries):
    village = neighbourhood()
    ProjectFactory.create_batch(30, unit=village)
    with django_assert_max_num_queries(16):
        rows = rows_of(office.get("/projects/?export=xlsx"))
    assert len(rows) == 1 + Project.objects.count()


def test_the_page_offers_both_files_with_its_filters(office):
    member("区财政局")
    body = office.get("/units/?search=财政").content.decode()
    assert "?search=%E8%B4%A2%E6%94%BF&amp;export=xlsx" in body
    assert "?search=%E8%B4%A2%E6%94%BF&amp;export=csv" in body


def test_an_empty_list_offers_no_file(office):
    assert "export=xlsx" not in office.get("/units/?search=没有").content.decode()
