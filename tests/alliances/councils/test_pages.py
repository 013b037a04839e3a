"""Pages and API of alliances."""

import datetime as dt

import pytest
from rest_framework.test import APIClient

from alliances.models import Alliance, Membership
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(make.staff_of())
    return client


def text(response):
    return response.content.decode()


def test_the_office_founds_an_alliance_below_another_and_fills_it(office):
    top, unit = make.AllianceFactory(name="朱泾镇联席会议"), make.member()
    assert "朱泾镇联席会议" in text(office.get(f"/alliances/new/?parent={top.pk}"))
    sent = {"region": make.street().pk, "parent": top.pk, "kind": "committee", "name": "经贸专委会"}
    page = office.post("/alliances/new/", sent | {"notice_days": 7, "sort": 10}, follow=True)
    made = Alliance.objects.get(name="经贸专委会")
    assert "接着加入成员单位" in text(page)
    sent = {"units": [unit.pk], "role": "chair", "joined_by": "第一次会议"}
    page = office.post(f"/alliances/{made.pk}/members/join/", sent, follow=True)
    assert "已加入 1 家单位" in text(page)
    assert "主任单位" in text(page)


def test_what_was_typed_stays_when_the_name_is_taken(office):
    make.AllianceFactory(name="经贸专委会")
    sent = {"region": make.street().pk, "kind": "committee", "name": "经贸专委会", "brand": "心联鑫"}
    page = text(office.post("/alliances/new/", sent | {"notice_days": 7, "sort": 10}))
    assert "这里已有同名的组织" in page
    assert 'value="心联鑫"' in page


def test_the_page_draws_the_tree_and_says_it_in_a_table(office):
    top = make.AllianceFactory(name="区域化党建联席会议")
    for n in range(3):
        make.AllianceFactory(name=f"第{n}专委会", parent=top, kind="committee")
    page = text(office.get(f"/alliances/{top.pk}/"))
    assert page.count("<polyline") == 3
    assert page.count('data-k="组织"') == 4


def test_a_role_changes_and_a_unit_leaves_on_pages(office):
    row = make.MembershipFactory()
    office.post(f"/memberships/{row.pk}/role/", {"role": "vice"})
    now = Membership.objects.get(role="vice")
    page = office.post(f"/memberships/{now.pk}/leave/", {"left_by": "单位来函"}, follow=True)
    assert f"已办理{row.unit}退出" in text(page)


def test_leaving_without_a_word_keeps_the_form(office):
    row = make.MembershipFactory()
    assert "该字段是必填项" in text(office.post(f"/memberships/{row.pk}/leave/", {"left_by": ""}))


def test_dissolving_is_brought_back_from_the_banner(office):
    alliance = make.AllianceFactory()
    office.post(f"/alliances/{alliance.pk}/dissolve/", {"opinion": "区委决定"})
    alliance.refresh_from_db()
    assert (alliance.state, office.session["undo"]["url"]) == (
        "dissolved",
        f"/alliances/{alliance.pk}/restore/",
    )
    office.post(f"/alliances/{alliance.pk}/restore/")
    alliance.refresh_from_db()
    assert alliance.state == "active"


def test_a_member_of_a_street_sees_its_districts_conference_and_not_another_streets(client):
    conference = make.AllianceFactory(region=make.district(), name="区联席会议")
    other = make.AllianceFactory(region=make.street("枫泾镇", "310116102"), name="枫泾镇联席会议")
    client.force_login(make.liaison_of(make.member()))
    assert client.get(f"/alliances/{conference.pk}/").status_code == 200
    assert client.get(f"/alliances/{other.pk}/").status_code == 404
    names = [row["name"] for row in client.get("/api/v1/alliances/").json()["results"]]
    assert names == ["区联席会议"]


def test_a_unit_of_an_alliance_elsewhere_sees_it(client):
    unit = make.member()
    far = make.AllianceFactory(region=make.street("枫泾镇", "310116102"))
    make.MembershipFactory(alliance=far, unit=unit)
    client.force_login(make.liaison_of(unit))
    assert client.get(f"/alliances/{far.pk}/").status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(office, django_assert_num_queries, many):
    for _ in range(many):
        make.AllianceFactory()
    office.get("/alliances/")
    with django_assert_num_queries(8):
        office.get("/alliances/")


@pytest.mark.parametrize("many", [2, 30])
def test_a_tree_of_thirty_asks_as_often_as_one_of_two(office, django_assert_num_queries, many):
    top = make.AllianceFactory()
    for _ in range(many - 1):
        make.MembershipFactory(alliance=make.AllianceFactory(parent=top), role="chair")
    office.get(f"/alliances/{top.pk}/")
    with django_assert_num_queries(11):
        office.get(f"/alliances/{top.pk}/")


def test_the_tree_over_http_says_depth_and_units(office):
    top = make.AllianceFactory()
    low = make.AllianceFactory(parent=top, kind="league", name="商圈联盟")
    make.MembershipFactory(alliance=low)
    make.MembershipFactory(alliance=low, until_on=dt.date(2021, 1, 1))
    rows = office.get(f"/api/v1/alliances/{top.pk}/tree/").json()
    assert [(row["id"], row["parent"], row["depth"], row["units"]) for row in rows] == [
        (top.pk, None, 0, 0),
        (low.pk, top.pk, 1, 1),
    ]


def test_founding_joining_and_leaving_over_http(office):
    unit = make.member()
    made = office.post(
        "/api/v1/alliances/", {"region": make.street().pk, "name": "商圈联盟", "kind": "league"}
    )
    assert made.status_code == 201
    sent = {"alliance": made.json()["id"], "unit": unit.pk}
    joined = office.post("/api/v1/memberships/", sent, content_type="application/json")
    assert (joined.status_code, joined.json()["role"]) == (201, "member")
    again = office.post("/api/v1/memberships/", sent, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "already_member")
    left = office.post(
        f"/api/v1/memberships/{joined.json()['id']}/leave/",
        {"left_by": "来函"},
        content_type="application/json",
    )
    assert left.json()["left_by"] == "来函"


def test_more_days_of_notice_than_the_database_holds_are_told_of_by_the_api():
    client = APIClient()
    client.force_authenticate(make.staff_of())
    sent = {"region": make.street().pk, "name": "区域化党建联席会议", "kind": "conference", "notice_days": 61}
    answer = client.post("/api/v1/alliances/", sent, format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["notice_days"])


def test_and_by_the_page(office):
    row = make.AllianceFactory()
    sent = {"name": row.name, "kind": row.kind, "notice_days": 61, "sort": 100, "version": row.version}
    errors = office.post(f"/alliances/{row.pk}/edit/", sent).context["form"].errors
    assert (list(errors), "60" in str(errors)) == (["notice_days"], True)
