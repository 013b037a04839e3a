"""金山工业区: "1+17+49" service sites; 鑫联盟 with another host of its theme day each month; re-checks.

Which units take part in 鑫联盟 the article does not say: eight of 机关 and 事业单位 here.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from alliances.assessment.actions import cycles, schemes
from alliances.assessment.actions.judging import Judged, judge
from alliances.assessment.actions.patterned import draft_from
from alliances.assessment.models import Cycle, Result, Scheme
from alliances.assessment.patterns import PATTERNS
from alliances.assessment.tasks import run_for
from alliances.councils.actions import join_many
from alliances.meetings import actions as meetings
from alliances.models import Alliance, Duty, Meeting, Resolution, Rotation
from alliances.rotation import actions as rotations
from members.models import Site, Unit, User
from members.places.models import Region
from portal.refusals import Forbidden
from tests import factories as make

pytestmark = pytest.mark.django_db

STREET, HOSTS = "310116503", 8
ANCHOR = dt.date(2026, 7, 1)


def at(month: int, day: int, hour: int = 9) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def june():
    with time_machine.travel(at(6, 15), tick=False):
        yield


@dataclass
class Park:
    """The zone's 鑫联盟 with a year of hosts published, its office, and each unit's liaison."""

    alliance: Alliance
    rotation: Rotation
    office: User
    liaisons: dict[int, User]

    def duty(self, month: int) -> Duty:
        return self.rotation.duties.get(period=dt.date(2026, month, 1))

    def host(self, month: int) -> User:
        return self.liaisons[self.duty(month).holder_id]

    def theme_day(self, month: int) -> Meeting:
        starts = at(month, 20, 14)
        terms: dict[str, Any] = {"kind": "theme_day", "place": "党群服务中心", "starts_at": starts}
        return Meeting(alliance=self.alliance, title=f"{month}月联合主题党日", **terms)


@pytest.fixture
def park() -> Park:
    make.first_kinds()
    zone = make.street("金山工业区", STREET)
    office = make.staff_of(zone)
    units = [make.member(f"工业区机关{n}", zone) for n in range(HOSTS)]
    alliance = make.AllianceFactory(region=zone, name="鑫联盟", kind="league")
    join_many(alliance, units, by=office, from_on=dt.date(2026, 1, 1))
    terms = {"name": "主题党日承办单位", "anchor": ANCHOR, "cadence_months": 1, "publish_ahead": 12}
    rotation = rotations.found_rotation(Rotation(alliance=alliance, **terms), by=office)
    for unit in units:
        rotations.add_seat(rotation, unit, by=office)
    rotations.publish(rotation, by=office)
    return Park(alliance, rotation, office, {unit.pk: make.liaison_of(unit, zone) for unit in units})


def test_the_tree_of_sites_says_1_17_49() -> None:
    zone = make.street("金山工业区", STREET)
    centre = make.SiteFactory(region=zone, level="centre", name="工业区党群服务中心")
    stations = [
        make.SiteFactory(region=zone, level="station", parent=centre, name=f"{n}号站") for n in range(17)
    ]
    for n in range(49):
        make.SiteFactory(region=zone, level="point", parent=stations[n % 17], name=f"{n}号点")
    client = Client()
    client.force_login(make.staff_of(zone))
    assert Site.objects.count() == 1 + 17 + 49
    assert "1+17+49" in client.get("/sites/tree/").content.decode().replace(" ", "")


def test_each_month_has_another_host_and_turns_differ_by_one_at_most(park: Park) -> None:
    duties = list(park.rotation.duties.order_by("period"))
    assert [duty.period.month for duty in duties[:6]] == [7, 8, 9, 10, 11, 12]
    turns = [sum(duty.holder_id == unit for duty in duties) for unit in park.liaisons]
    assert max(turns) - min(turns) <= 1
    again = rotations.publish(park.rotation, by=park.office)
    assert again.duties == 0


def test_each_months_host_calls_the_theme_day_and_writes_its_minutes(park: Park) -> None:
    for month in (7, 8):
        host = park.host(month)
        with time_machine.travel(at(month, 5), tick=False):
            called = meetings.call_meeting(meetings.prepare_meeting(park.theme_day(month), by=host), by=host)
        with time_machine.travel(at(month, 21), tick=False):
            meetings.hold_meeting(called, by=host)
            made = meetings.publish_minutes(called, by=host, text="参观见义勇为纪念广场，走访困难党员。")
        assert (called.invitations.count(), made.number) == (HOSTS, 1)


def test_who_is_not_the_host_may_not_and_after_a_swap_the_new_host_may(park: Park) -> None:
    first, second = park.duty(7), park.duty(8)
    before, after = park.host(7), park.host(8)
    with pytest.raises(Forbidden):
        meetings.prepare_meeting(park.theme_day(7), by=after)
    swap = rotations.propose_swap(first, second, by=before, reason="当月有检查")
    rotations.accept_swap(swap, by=after)
    meetings.prepare_meeting(park.theme_day(7), by=after)
    with pytest.raises(Forbidden):
        meetings.prepare_meeting(park.theme_day(7), by=before)


def test_rectify_while_inspecting_a_failed_recheck_sends_back_and_a_passed_one_closes(park: Park) -> None:
    village: Unit = make.neighbourhood("高楼村", f"{STREET}201", park.alliance.region)
    meeting = make.MeetingFactory(alliance=park.alliance, state="held", title="人居环境检查")
    finding = meetings.enter_resolution(
        Resolution(
            meeting=meeting,
            kind="finding",
            text="鸡鸭棚违规搭建未拆除",
            unit=village,
            due_on=dt.date(2026, 6, 30),
        ),
        by=park.office,
    )
    assert finding.get_manner_display() == "交办"
    liaison = make.liaison_of(village, park.alliance.region)
    for passed, state in ((False, "assigned"), (True, "closed")):
        meetings.report_resolution(finding, by=liaison, report="已拆除并清理")
        meetings.recheck_finding(finding, by=park.office, passed=passed, note="现场查看")
        finding.refresh_from_db()
        assert finding.state == state
    assert [row.passed for row in finding.rechecks.all()] == [False, True]


def test_two_indices_are_measured_by_number_and_by_judgement_and_make_up_the_year() -> None:
    """定量与定性相结合: 组织力 is judged, 服务力 counted; the year is half its halves, half itself."""
    make.first_kinds()
    zone = make.street("金山工业区", STREET)
    village = make.neighbourhood("高楼村", f"{STREET}201", zone)
    branch = make.PartyOrgFactory(region=zone, level="general_branch", name="高楼村党总支", unit=village)
    office = make.staff_of(zone)
    scheme = indexed(zone, office)
    for month, hours in ((1, 10), (2, 10), (3, 10), (4, 10), (5, 10), (6, 10), (8, 0), (9, 0), (10, 0)):
        served(village, dt.date(2026, month, 15), hours)
    halves = [settled(scheme, span, month, office, Decimal("0.9")) for span, month in (("h1", 7), ("h2", 1))]
    year = settled(scheme, "year", 1, office, Decimal("0.95"))
    assert [result.total for result in halves] == [56, 41]
    assert halves[0].indices == {"服务力指数": "33.33", "组织力指数": "90.00"}
    assert (year.party_org, year.base, year.ordinary, year.total) == (
        branch,
        Decimal("50.5"),
        Decimal("48.5"),
        Decimal("49.5"),
    )
    assert year.grade.name == "较差"


def indexed(zone: Region, office: User) -> Scheme:
    """Five fields in two indices, resting on a paper, in force from January."""
    with time_machine.travel(at(1, 5), tick=False):
        basis = make.DocumentFactory(region=zone, kind="scheme", title="“两个指数”测评办法")
        drafted = draft_from(PATTERNS["five-fields"], zone, by=office, year=2026, basis=basis)
        return schemes.adopt(drafted, by=office)


def served(village: Unit, day: dt.date, hours: int) -> None:
    record = make.RecordFactory(region=village.enrolments.get().region, occurred_on=day)
    make.RecordShareFactory(record=record, unit=village, figures={"hours": str(hours)})


def settled(scheme: Scheme, span: str, month: int, office: User, part: Decimal) -> Result:
    """The only result of a span, told in that month; so much of its marks was given by judgement."""
    told_on = at(month, 8) if month > 6 else at(month, 8).replace(year=2027)
    with time_machine.travel(told_on, tick=False):
        run_for(told_on.date())
        cycle = Cycle.objects.get(scheme=scheme, span=span)
        for indicator in scheme.indicators.filter(source="judgement"):
            whom = ("party_org", cycle.results.current().get().party_org_id or 0)
            judged = [Judged(whom, indicator.full_marks * part, "年中、年末考察访谈")]
            judge(cycle, indicator, judged, by=office)
        cycles.review(cycles.compute(cycle, by=office), by=office)
        cycles.announce(cycle, by=office)
        return cycle.results.current().get()
