"""金山工业区: "1+17+49" service sites; 鑫联盟 with another host of its theme day each month; re-checks.

Which units take part in 鑫联盟 the article does not say: eight of 机关 and 事业单位 here.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from alliances.councils.actions import join_many
from alliances.meetings import actions as meetings
from alliances.models import Alliance, Duty, Meeting, Resolution, Rotation
from alliances.rotation import actions as rotations
from members.models import Site, Unit, User
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
