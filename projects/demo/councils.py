"""The conference of the demo and what stands below it: 朱泾's "1+5+N", N being the pairings.

The one axis and the five 片区 are the article's (people.com.cn, 2018). Which unit has which role, and the
names of the part-time committee members, are made up.
"""

import datetime as dt

import time_machine
from django.utils import timezone

from alliances.councils.actions import appoint_member, found_alliance, join_many
from alliances.councils.models import Alliance, AllianceKind, ConcurrentMember, Role
from members.models import Region, Unit, User, Zone
from projects.demo.diary import at

CONFERENCE = "朱泾镇区域化党建联席会议"
BRAND = "心联鑫"
FIRST_MEETING = "联席会议第一次全体会议"
LEADING = {
    Role.CHAIR: ["区委组织部"],
    Role.VICE: ["区民政局", "区教育局", "区卫生健康委"],
    Role.STANDING: ["区财政局", "区公安分局", "区司法局", "区人力资源社会保障局"],
    Role.COUNCIL: ["区文化旅游局", "区退役军人局", "区农业农村委", "区生态环境局"],
}
"""Twelve units: a year of monthly turns."""

COMMITTEE_OF = "东林居民区"
SITTING = [("区民政局", "陈立", "社会组织科科长"), ("区司法局", "王云", "基层科副科长")]
CHARTER = """第一条 联席会议由本镇党委牵头，成员单位自愿参加、地位平等，共商区域化党建事项。
第二条 全体会议每年至少召开一次，常务理事会每季度一次，会议至少提前三天通知。
第三条 轮值单位按次序每月轮换，负责召集当月会议、确定主题并向下一家交接。
第四条 成员单位因故不能轮值的，可以与其他单位对调，双方同意即可。"""


def build_councils(street: Region, year: int, office: User) -> Alliance:
    """Found them in the January of that year. Gives the street's conference."""
    with time_machine.travel(at(dt.date(year, 1, 20)), tick=False):
        conference = found_conference(street, office)
        for place, zone in enumerate(Zone.objects.filter(region=street).order_by("id"), 1):
            found_group(conference, zone, place, office)
        found_committee(conference, office)
    return conference


def found_conference(street: Region, office: User) -> Alliance:
    """Below the district's own, with every unit of the street's rolls."""
    district = Region.objects.get(code=street.code[:6])
    above = found_alliance(
        Alliance(region=district, name=f"{district.name}区域化党建联席会议", founded_on=None), by=None
    )
    conference = Alliance(region=street, parent=above, name=CONFERENCE, brand=BRAND, charter=CHARTER)
    conference.purpose = "共商、共建、共享：需求村居提，资源大家找，项目一起办。"
    found_alliance(conference, by=office)
    everybody = {unit.name: unit for unit in Unit.objects.filter(enrolments__region=street).order_by("id")}
    for role, names in LEADING.items():
        units = [everybody.pop(name) for name in names]
        join_many(conference, units, by=office, role=role, joined_by=FIRST_MEETING)
    join_many(conference, everybody.values(), by=office, joined_by=FIRST_MEETING)
    return conference


def found_group(conference: Alliance, zone: Zone, place: int, office: User) -> None:
    """One of the five 片区, with the 村居 of its zone."""
    group = Alliance(
        region=conference.region,
        parent=conference,
        kind=AllianceKind.GROUP,
        name=f"{zone.name}党建联席会",
        sort=place * 10,
    )
    found_alliance(group, by=office)
    units = Unit.objects.filter(neighbourhood__in=zone.regions.all()).order_by("id")
    join_many(group, units, by=office, joined_by=FIRST_MEETING)


def found_committee(conference: Alliance, office: User) -> None:
    """社区大党委 of one neighbourhood, with two part-time members."""
    committee = Alliance(
        region=conference.region,
        parent=conference,
        kind=AllianceKind.BIG_COMMITTEE,
        name=f"{COMMITTEE_OF}大党委",
        sort=60,
    )
    found_alliance(committee, by=office)
    units = {unit.name: unit for unit in Unit.objects.filter(enrolments__region=conference.region)}
    home = [units[COMMITTEE_OF]]
    join_many(
        committee, [*home, *(units[name] for name, _, _ in SITTING)], by=office, joined_by=FIRST_MEETING
    )
    for unit, name, post in SITTING:
        appoint_member(
            ConcurrentMember(
                alliance=committee,
                unit=units[unit],
                name=name,
                post=post,
                from_on=timezone.localdate(),
                decided_by="镇党委批复",
            ),
            by=office,
        )
