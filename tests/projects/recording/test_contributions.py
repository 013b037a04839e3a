"""Promised beside delivered, and what is looked at before a claim is closed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from alliances.records.actions import Account, strike_record
from projects.claims import actions
from projects.claims.closing import closing_checks
from projects.claims.recording.reading import contributions_of
from projects.claims.recording.work import project_work
from projects.listings.models import Target
from tests import factories as make

DAY = dt.date(2026, 10, 21)
WORK = Account(DAY, "立杆 20 盏", figures={"pieces": 20, "funds": Decimal(86000)})


@pytest.fixture
def url(claim):
    return reverse("claim_contributions", args=[claim.pk])


def test_a_promise_stands_beside_what_the_records_say(client, claim, liaison, url):
    actions.record_work([claim], WORK, by=liaison)
    client.force_login(liaison)
    promise = {"kind": "money", "amount": "90000", "note": "灯具"}
    assert client.post(url, promise).status_code == 302
    (line,) = client.get(url).context["lines"]
    assert (line.promised, line.delivered, line.note, line.kept) == (90000, 86000, "灯具", False)


def test_a_wrong_promise_stays_in_the_form(client, liaison, url):
    client.force_login(liaison)
    response = client.post(url, {"kind": "money", "amount": "-1", "note": "灯具"})
    assert (response.status_code, response.context["form"]["note"].value()) == (200, "灯具")


def test_a_closed_claim_promises_nothing_more(client, claim, liaison, office, url):
    actions.complete_claim(claim, by=liaison)
    actions.close_claim(claim, by=office)
    client.force_login(liaison)
    response = client.post(url, {"kind": "hours", "amount": "8"})
    assert "不能修改承诺" in response.content.decode()


def test_another_unit_promises_nothing(client, url):
    client.force_login(make.liaison_of(make.member("区税务局")))
    assert client.post(url, {"kind": "hours", "amount": "8"}).status_code == 403


def test_what_was_struck_was_not_delivered(claim, liaison):
    record = actions.record_work([claim], WORK, by=liaison)
    strike_record(record, by=liaison, reason="重复登记")
    assert contributions_of([claim]) == {claim.pk: []}


def test_each_claim_counts_its_own_units_share(claim, confirmed, unit, liaison, office):
    other = make.member("朱泾供电服务站")
    second = confirmed(other, make.liaison_of(other), claim.project)
    actions.record_work([claim, second], WORK, by=office, units={unit: 3, other: 1}, basis="会上")
    found = contributions_of([claim, second])
    assert [found[each.pk][0].delivered for each in (claim, second)] == [64500, 21500]


@pytest.mark.parametrize("others", [0, 2])
def test_work_on_a_project_asks_as_often_for_three_claims_as_for_one(
    claim, confirmed, office, others, django_assert_num_queries
):
    for n in range(others):
        unit = make.member(f"示例单位{n}")
        confirmed(unit, make.liaison_of(unit), claim.project)
    project_work(claim.project, office)
    with django_assert_num_queries(3):
        assert len(project_work(claim.project, office)) == 1 + others


def test_contributions_are_shown_to_both_sides_and_promised_by_those_who_record(claim, liaison, hood):
    actions.promise(claim, "hours", Decimal(8), by=liaison)
    supervisor = make.appoint(make.UserFactory(), "supervisor", region=make.district())
    people = [liaison, hood, supervisor, make.liaison_of(make.member("区税务局"))]
    shown = [[each.may_promise for each in project_work(claim.project, person)] for person in people]
    assert shown == [[True], [True], [False], []]


def words(claim):
    return [(check.ok, check.words) for check in closing_checks(claim)]


def test_before_closing_one_sees_what_is_missing(claim, village):
    Target.objects.create(project=claim.project, measure="亮灯", quantity=32, unit_of_measure="盏")
    actions.promise(claim, "money", Decimal(90000), by=None)
    assert words(claim) == [
        (False, "还没有共建纪实"),
        (False, "目标“亮灯 32 盏”：纪实合计 0 盏"),
        (False, "资金（元）：承诺 90,000，纪实合计 0"),
        (False, f"{village.name}尚未核实"),
        (True, "没有佐证（选填，不影响办结）"),
    ]


def test_before_closing_one_sees_what_is_there(claim, village, hood, liaison):
    Target.objects.create(project=claim.project, measure="亮灯", quantity=20, unit_of_measure="盏")
    actions.record_work([claim], WORK, by=liaison)
    actions.confirm_facts(claim, neighbourhood=village, by=hood, done=True, done_on=DAY, people=320)
    assert words(claim)[:4] == [
        (True, "共建纪实 1 条"),
        (True, "目标“亮灯 20 盏”：纪实合计 20 盏"),
        (True, "资金（元）：未承诺，纪实合计 86,000"),
        (True, f"{village.name}已核实：2026-10-21 完成，受益 320 人"),
    ]


def test_a_target_no_standard_figure_counts_is_left_to_the_reader(claim, village, hood):
    Target.objects.create(project=claim.project, measure="覆盖", quantity=3, unit_of_measure="个小区")
    actions.confirm_facts(claim, neighbourhood=village, by=hood, done=False)
    assert words(claim)[1:3] == [
        (False, "目标“覆盖 3 个小区”：没有对应的标准数字，请对照纪实核对"),
        (False, f"{village.name}认为尚未完成"),
    ]


@pytest.mark.parametrize("several", [1, 3])
def test_the_checks_ask_as_often_for_three_records_as_for_one(
    claim, liaison, several, django_assert_num_queries
):
    for n in range(several):
        actions.record_work([claim], Account(DAY, f"第 {n} 次"), by=liaison)
    closing_checks(claim)
    with django_assert_num_queries(9):
        closing_checks(claim)
