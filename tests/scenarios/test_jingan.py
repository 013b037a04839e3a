"""静安 共同行动: "1+7+14+x", a district conference of 200 and more units, a league of 34 companies."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from alliances.assessment.actions import cycles, parts, schemes
from alliances.assessment.models import Cycle, Result
from alliances.assessment.tasks import run_for
from alliances.councils import actions
from alliances.meetings import actions as meetings
from alliances.meetings.opening import open_before
from alliances.models import Alliance, Meeting, Resolution, Rotation
from alliances.rotation import actions as rotations
from alliances.surveys import actions as surveys
from alliances.surveys.actions.answering import Said
from alliances.surveys.results import results_of
from tests import factories as make

pytestmark = pytest.mark.django_db

COMMITTEES = ["医疗卫生", "文化艺术", "教育宣传", "社会服务", "政法综治", "经贸", "科技"]
STREETS = [
    *("江宁路街道", "石门二路街道", "南京西路街道", "静安寺街道", "曹家渡街道", "天目西路街道", "北站街道"),
    *("宝山路街道", "共和新路街道", "大宁路街道", "彭浦新村街道", "临汾路街道", "芷江西路街道", "彭浦镇"),
]
COUNCIL, UNITS, LEAGUE = 14, 205, 34
FOUNDED = dt.date(2024, 1, 1)


@pytest.fixture
def jingan():
    """The district, its fourteen streets, its units by the dozen, and the whole tree."""
    district = make.RegionFactory(code="310106", name="静安区", level="district", parent=None)
    streets = [
        make.RegionFactory(code=f"3101060{number:02}", name=name, level="street", parent=district)
        for number, name in enumerate(STREETS, 10)
    ]
    units = [enrolled(f"驻区单位{n}", streets[n % len(streets)], district) for n in range(UNITS)]
    staff = make.staff_of(district)
    top = found("静安区区域化党建联席会议", district, staff, brand="共同行动")
    join(top, units[:COUNCIL], staff, "council")
    join(top, units[COUNCIL:], staff)
    for name in COMMITTEES:
        found(f"{name}专业委员会", district, staff, parent=top, kind="committee")
    for place, street in enumerate(streets):
        conference = found(f"{street}区域化党建联席会议", street, staff, parent=top)
        join(conference, units[place :: len(streets)], staff)
    trade = Alliance.objects.get(name="经贸专业委员会")
    league = found("南京西路商圈党建联盟", district, staff, parent=trade, kind="league")
    join(league, [enrolled(f"商圈企业{n}", streets[2], district) for n in range(LEAGUE)], staff)
    return top


def enrolled(name, street, district):
    return make.EnrolmentFactory(unit__name=name, unit__district=district, region=street).unit


def found(name, region, staff, **terms):
    return actions.found_alliance(Alliance(region=region, name=name, **terms), by=staff)


def join(alliance, units, staff, role="member"):
    return actions.join_many(alliance, units, by=staff, role=role, from_on=FOUNDED, joined_by="成立大会")


def test_the_page_of_the_conference_says_1_7_14_x_and_draws_it(jingan):
    client = Client()
    client.force_login(make.staff_of(jingan.region, username="reader"))
    shown = client.get(f"/alliances/{jingan.pk}/").context
    assert {label: count for count, label in shown["formula"]} == {
        "联席会议": 14,
        "专委会": 7,
        "党建联盟": 1,
    }
    assert shown["formula"][0] == (1, "联席会议")
    assert len(shown["chart"].boxes) == 1 + 7 + 14 + 1


def test_its_members_are_200_and_more_with_a_council_among_them(jingan):
    members = jingan.memberships.in_force()
    assert (members.count(), members.filter(role="council").count()) == (UNITS, COUNCIL)


def test_the_league_of_34_companies_is_seen_by_a_company_of_it_over_http(jingan):
    league = Alliance.objects.get(kind="league")
    company = league.memberships.first().unit
    client = Client()
    client.force_login(make.liaison_of(company, company.enrolments.get().region))
    rows = client.get(f"/api/v1/alliances/{jingan.pk}/tree/").json()
    (shown,) = [row for row in rows if row["kind"] == "league"]
    assert (shown["units"], shown["depth"]) == (LEAGUE, 2)


def test_dynamic_management_a_unit_joins_a_committee_and_leaves_it_by_decision(jingan):
    staff = make.staff_of(jingan.region, username="second")
    committee = Alliance.objects.get(name="科技专业委员会")
    unit = jingan.memberships.first().unit
    row = actions.join(committee, unit, by=staff, from_on=FOUNDED, joined_by="专委会例会")
    actions.leave(row, by=staff, until_on=dt.date(2024, 12, 31), left_by="单位来函")
    again = actions.join(committee, unit, by=staff, from_on=dt.date(2025, 1, 1), joined_by="专委会例会")
    terms = committee.memberships.filter(unit=unit).order_by("from_on").values_list("from_on", "left_by")
    assert list(terms) == [(FOUNDED, "单位来函"), (again.from_on, "")]


def seated(alliance, units, staff, **terms):
    """A rotation of these units, published from the month after next."""
    month = (timezone.localdate().replace(day=1) + dt.timedelta(days=62)).replace(day=1)
    fresh = Rotation(alliance=alliance, name="轮值单位", anchor=month, **terms)
    rotation = rotations.found_rotation(fresh, by=staff)
    for unit in units:
        rotations.add_seat(rotation, unit, by=staff)
    rotations.publish(rotation, by=staff)
    return rotation


def test_the_council_takes_turns_each_unit_once_in_fourteen_months(jingan):
    staff = make.staff_of(jingan.region, username="third")
    council = [row.unit for row in jingan.memberships.filter(role="council").order_by("id")]
    rotation = seated(jingan, council, staff, publish_ahead=16)
    holders = list(rotation.duties.order_by("period").values_list("holder_id", flat=True))
    assert holders[:COUNCIL] == [unit.pk for unit in council][: len(holders)]
    turns = [holders.count(unit.pk) for unit in council]
    assert max(turns) - min(turns) <= 1


def test_each_committee_has_its_own_turns_and_meetings_that_close_what_they_decide(jingan):
    staff = make.staff_of(jingan.region, username="fourth")
    units = [row.unit for row in jingan.memberships.order_by("id")[:9]]
    for committee in Alliance.objects.filter(kind="committee"):
        join(committee, units[:3], staff)
        assert seated(committee, units[:3], staff).duties.exists()
        meeting = held(committee, staff, days=-10)
        due = timezone.localdate() + dt.timedelta(days=5)
        asked = Resolution(meeting=meeting, text="落实责任分工", unit=units[0], due_on=due)
        resolution = meetings.enter_resolution(asked, by=staff)
        meetings.publish_minutes(meeting, by=staff, text="议定落实责任分工。")
        following = make.MeetingFactory(alliance=committee, title="下次例会", state="draft")
        assert [each.text for each in open_before(following)] == ["落实责任分工"]
        meetings.report_resolution(resolution, by=staff, report="已落实", basis="会上")
        meetings.close_resolution(resolution, by=staff)
        assert list(open_before(following)) == []


def held(committee, staff, days):
    starts = timezone.now() + dt.timedelta(days=days)
    meeting = Meeting(alliance=committee, kind="committee", title="例会", starts_at=starts, place="区委")
    drafted = meetings.prepare_meeting(meeting, by=staff)
    called = dt.timedelta(days=days - 10)
    meetings.call_meeting(drafted, by=staff, now=timezone.now() + called)
    return meetings.hold_meeting(drafted, by=staff)


@pytest.mark.usefixtures("in_the_year")
def test_a_committee_tells_its_units_each_its_own_how_they_took_part_in_its_meetings(jingan):
    staff = make.staff_of(jingan.region, username="fifth")
    committee = Alliance.objects.get(name="教育宣传专业委员会")
    street = jingan.region.children.first()
    schools = [
        make.EnrolmentFactory(unit__name=f"学校{n}", unit__kind=make.kind("学校"), region=street).unit
        for n in range(3)
    ]
    join(committee, schools, staff)
    adopted(jingan.region, staff, schools[0].kind)
    for days, came in ((-30, schools), (-20, schools[:1])):
        there = [unit.pk for unit in came]
        meetings.tick_arrivals(held(committee, staff, days), there, by=staff)
    with time_machine.travel(dt.datetime(2027, 1, 8, 4, tzinfo=dt.UTC)):
        run_for(dt.date(2027, 1, 8))
        cycle = cycles.announce(cycles.review(Cycle.objects.get(span="q4"), by=staff), by=staff)
        totals = dict(cycle.results.values_list("unit__name", "total"))
        assert totals == {"学校0": 100, "学校1": 50, "学校2": 50}
        seen = Result.objects.visible_to(make.liaison_of(schools[1], street))
        assert [(row.unit, row.grade) for row in seen.select_related("unit")] == [(schools[1], None)]


def adopted(district, staff, kind):
    """Feedback each quarter for the units of that kind: two meetings are all of it."""
    terms = {"name": "专委会参与情况反馈", "year": 2026, "purpose": "feedback", "cadence": "quarter"}
    scheme = schemes.draft_scheme(district, by=staff, unit_kinds=[kind], **terms)
    group = parts.add_group(scheme, by=staff, name="例会", full_marks=Decimal(100))
    said = {"source": "metric", "metric": "meetings_attended", "rule": "ratio", "target": Decimal(2)}
    parts.add_indicator(group, by=staff, name="参加例会", full_marks=Decimal(100), **said)
    return schemes.adopt(scheme, by=staff)


def test_customers_judge_the_service_of_the_leagues_companies_and_four_answers_are_too_few(jingan):
    league = Alliance.objects.get(kind="league")
    companies = [row.unit for row in league.memberships.select_related("unit").order_by("id")]
    asked = {"questions": ["服务质量"], "sides": [("客户", 100)], "title": "南京路服务质量客户满意度测评"}
    survey = make.opened_survey(*companies, region=jingan.region, **asked)
    subjects = list(survey.subjects.order_by("pk"))
    answer_about(subjects[0], [0, 0, 0, 1, 1, 2])
    answer_about(subjects[1], [0, 0, 0, 0])
    results = results_of(surveys.close_survey(survey, by=None), subjects)
    assert len(results) == LEAGUE
    assert [about.index for about in results[:3]] == [Decimal("76.67"), None, None]


def answer_about(subject, choices):
    """A customer's answer about one company for each of the choices: 满意, 基本满意, 不满意 …"""
    side = subject.survey.sides.get()
    _, tokens = surveys.make_links(subject.survey, side, [subject], len(choices), by=None)
    for token, choice in zip(tokens, choices, strict=True):
        surveys.answer(token, {subject.pk: Said([choice])})
