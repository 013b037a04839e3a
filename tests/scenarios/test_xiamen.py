"""厦门 湖里区金山街道: four levels of party organisations, mergers and removals; 73 units, 16 teams.

How many 小区党支部 and 楼道党小组 there are the article does not say: two each.
"""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from alliances.councils import actions as councils
from alliances.councils.planning import branch, in_order
from alliances.councils.trees import tree_seen
from alliances.models import Alliance, ConcurrentMember
from members.models import Region, Unit, User
from members.trees.planning import Branch
from tests import factories as make

pytestmark = pytest.mark.django_db

COMMUNITIES, UNITS, TEAMS, REMOVED, FORMED = 9, 73, 16, 5, 9
DISTRICT, STREET = "350206", "350206005"


class Street:
    """The street with what its office sends over HTTP."""

    def __init__(self) -> None:
        district = make.RegionFactory(code=DISTRICT, name="湖里区", level="district", parent=None)
        self.region = make.RegionFactory(code=STREET, name="金山街道", parent=district)
        self.office = make.staff_of(self.region)
        self.api = APIClient()
        self.api.force_authenticate(self.office)

    def post(self, address: str, **sent: Any) -> dict[str, Any]:
        answer = self.api.post(f"/api/v1/{address}/", sent)
        assert answer.status_code in (200, 201), answer.json()
        return answer.json()

    def org(self, name: str, level: str, **terms: Any) -> int:
        return self.post("party-orgs", region=self.region.pk, name=name, level=level, **terms)["id"]

    def listed(self, address: str) -> list[dict[str, Any]]:
        return self.api.get(f"/api/v1/{address}").json()["results"]


@pytest.fixture
def street() -> Street:
    return Street()


@pytest.fixture
def communities(street: Street) -> list[Unit]:
    homes = [
        make.neighbourhood(f"第{n}社区", f"{STREET}{n:03d}", street.region) for n in range(1, COMMUNITIES + 1)
    ]
    Unit.objects.update(district=Region.objects.get(code=DISTRICT))
    return homes


def build_tree(street: Street, communities: list[Unit]) -> None:
    """街道大党工委 – 社区大党委 – 小区党支部 – 楼道党小组."""
    top = street.org("金山街道大党工委", "committee", form="街道大党工委", superior="湖里区委")
    for home in communities:
        home_org = street.org(
            f"{home}大党委",
            "committee",
            form="社区大党委",
            parent=top,
            unit=home.pk,
            place=home.neighbourhood_id,
        )
        for estate in "甲乙":
            code = f"{home.neighbourhood.code}00{'甲乙'.index(estate) + 1}"
            place = make.RegionFactory(
                code=code, name=f"{estate}小区", level="grid", parent=home.neighbourhood
            )
            name = f"{home}{estate}小区党支部"
            branch = street.org(name, "branch", form="小区党支部", parent=home_org, place=place.pk)
            for stair in (1, 2):
                street.org(f"{name}{stair}号楼党小组", "group", form="楼道党小组", parent=branch)


def depths(branches: list[Branch]) -> list[int]:
    """How many nodes stand on each floor of the tree."""
    if not branches:
        return []
    return [len(branches), *depths([part for branch in branches for part in branch.parts])]


def page(user: User, address: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(address)


def test_the_four_levels_are_one_tree(street: Street, communities: list[Unit]) -> None:
    build_tree(street, communities)
    shown = page(street.office, "/party-orgs/tree/").context
    assert depths(shown["branches"]) == [1, 9, 18, 36]
    assert shown["figures"]["levels"] == [
        ("党（工）委", 10, "个"),
        ("党总支", 0, "个"),
        ("党支部", 18, "个"),
        ("党小组", 36, "个"),
    ]
    assert "第1社区大党委" in page(street.office, f"/units/{communities[0].pk}/").content.decode()


def test_hollow_branches_are_removed_and_nine_are_formed_out_of_others(street: Street) -> None:
    hollow = [street.org(f"云宝商盟{n}党支部", "branch") for n in range(REMOVED)]
    for pk in hollow:
        ended = street.post(
            f"party-orgs/{pk}/remove", reason="空壳党支部", decision_number="金党工委〔2018〕21号"
        )
        assert ended["state"] == "removed"
    for n in range(FORMED):
        former = [street.org(f"第{n}{name}党支部", "branch") for name in ("家", "商户")]
        formed = street.org(
            f"第{n}非公联合党支部", "branch", former=former, decision_number="金党工委〔2018〕22号"
        )
        assert street.listed(f"party-orgs/?search=第{n}非公")[0]["id"] == formed
    by_state = {
        state: len(street.listed(f"party-orgs/?state={state}&page_size=200"))
        for state in ("active", "merged", "removed")
    }
    assert by_state == {"active": FORMED, "merged": 2 * FORMED, "removed": REMOVED}
    history = page(street.office, f"/party-orgs/{formed}/").content.decode()
    assert history.count("金党工委〔2018〕22号") == 2


def test_73_units_and_16_teams_are_counted(street: Street, communities: list[Unit]) -> None:
    for n in range(UNITS):
        make.member(f"第{n}成员单位", street.region)
    for n in range(TEAMS):
        home = communities[n % COMMUNITIES]
        terms = {"kind": "专业志愿服务", "people": 12, "unit": home.pk, "place": home.neighbourhood_id}
        street.post("teams", region=street.region.pk, name=f"第{n}专业志愿服务队", **terms)
    assert page(street.office, "/units/").context["counts"] == {"units": UNITS, "neighbourhoods": COMMUNITIES}
    figures = page(street.office, "/teams/?kind=专业志愿服务").context["figures"]
    assert figures == [("队伍", TEAMS, "支"), ("人数", 12 * TEAMS, "人")]


def test_the_street_and_its_communities_are_big_committees_with_73_units_and_part_time_members(
    street: Street, communities: list[Unit]
) -> None:
    units = [make.member(f"第{n}成员单位", street.region) for n in range(UNITS)]
    since = dt.date(2018, 7, 1)

    def found(name: str, parent: Alliance | None, joining: list[Unit]) -> Alliance:
        fresh = Alliance(region=street.region, name=name, kind="big_committee", parent=parent)
        councils.found_alliance(fresh, by=street.office)
        councils.join_many(fresh, joining, by=street.office, from_on=since)
        return fresh

    top = found("金山街道大党工委", None, units)
    for place, home in enumerate(communities):
        own = units[place::COMMUNITIES]
        committee = found(f"{home}大党委", top, [home, *own])
        sitting = ConcurrentMember(alliance=committee, unit=own[0], name="林立", from_on=since)
        councils.appoint_member(sitting, by=street.office)
    shown = in_order(branch(top.pk, tree_seen(street.office, top)))
    assert [each.depth for each in shown] == [0, *[1] * COMMUNITIES]
    assert shown[0].node.units == UNITS
    assert sum(each.node.units for each in shown[1:]) == UNITS + COMMUNITIES
    assert "林立" in page(street.office, f"/alliances/{shown[1].node.id}/").content.decode()
