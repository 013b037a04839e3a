"""静安 共同行动: "1+7+14+x", a district conference of 200 and more units, a league of 34 companies."""

import datetime as dt

import pytest
from django.test import Client

from alliances.councils import actions
from alliances.models import Alliance
from members.models import Region, Unit
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
    for street in streets:
        conference = found(f"{street}区域化党建联席会议", street, staff, parent=top)
        join(conference, [unit for unit in units if lies_in(unit, street)], staff)
    trade = Alliance.objects.get(name="经贸专业委员会")
    league = found("南京西路商圈党建联盟", district, staff, parent=trade, kind="league")
    join(league, [enrolled(f"商圈企业{n}", streets[2], district) for n in range(LEAGUE)], staff)
    return top


def enrolled(name, street, district):
    return make.EnrolmentFactory(unit__name=name, unit__district=district, region=street).unit


def lies_in(unit: Unit, street: Region) -> bool:
    return unit.enrolments.filter(region=street).exists()


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
