"""What 朱泾镇 keeps beside its units: a service centre with stations, the party tree, a handful of teams."""

import datetime as dt

import time_machine

from members.models import PartyOrg, Region, Site, Team, Unit, User
from members.party.actions import enter_party_org
from members.sites.actions import enter_site
from members.teams.actions import enter_team
from projects.demo.diary import at

BRANCHED = 6
"""So many 村居 have branches under their general branch."""

TEAMS = [
    ("“小巷管家”平安志愿服务队", "志愿服务", 26, "巡逻、调解、夜间亮灯报修"),
    ("防汛防台应急突击队", "应急", 18, "排水、转移安置、沙袋封堵"),
    ("花灯非遗文体队", "文体", 22, "花灯制作、广场演出"),
    ("“金宣讲”理论宣讲团", "宣讲", 9, "政策宣讲、党史故事"),
    ("法律服务专家队", "专家", 7, "法律咨询、合同审看"),
]


def build_organisation(street: Region, year: int, office: User) -> None:
    """Enter them in the January of that year."""
    homes = list(
        Unit.objects.neighbourhoods()
        .filter(enrolments__region=street)
        .select_related("district", "neighbourhood")
        .order_by("neighbourhood__code")
    )
    with time_machine.travel(at(dt.date(year, 1, 20)), tick=False):
        open_sites(street, homes, office)
        committee = found_party(street, homes, office)
        found_teams(street, homes, committee, office)


def found_teams(street: Region, homes: list[Unit], committee: PartyOrg, office: User) -> None:
    for home, (name, kind, people, abilities) in zip(homes, TEAMS, strict=False):
        team = Team(region=street, name=name, kind=kind, people=people, abilities=abilities)
        team.founded_on = dt.date(2024, 3, 5)
        if kind == "应急":
            team.party_org = committee
        else:
            team.unit, team.place = home, home.neighbourhood
        enter_team(team, by=office)


def open_sites(street: Region, homes: list[Unit], office: User) -> None:
    """1 centre, a station in every 村居."""
    hours = "每天 8:30—17:30"
    centre = Site(
        region=street, level="centre", kind="党群服务中心", name=f"{street}党群服务中心", opening_hours=hours
    )
    enter_site(centre, by=office)
    for number, home in enumerate(homes):
        station = Site(
            region=street,
            parent=centre,
            place=home.neighbourhood,
            unit=home,
            level="station",
            kind="党群服务站",
            name=f"{home}党群服务站",
            opening_hours=hours,
            shared=number % 3 == 0,
        )
        enter_site(station, by=office)


def found_party(street: Region, homes: list[Unit], office: User) -> PartyOrg:
    """镇党委, a general branch in every 村居, branches under some."""
    committee = PartyOrg(region=street, level="committee", name=f"{street}党委", superior="金山区委")
    enter_party_org(committee, by=office)
    for number, home in enumerate(homes):
        general = PartyOrg(
            region=street,
            parent=committee,
            place=home.neighbourhood,
            unit=home,
            level="general_branch",
            name=f"{home}党总支",
        )
        enter_party_org(general, by=office)
        for name in ("第一党支部", "第二党支部") if number < BRANCHED else ():
            branch = PartyOrg(
                region=street, parent=general, place=home.neighbourhood, level="branch", name=f"{home}{name}"
            )
            enter_party_org(branch, by=office)
    return committee
