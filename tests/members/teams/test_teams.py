"""Teams: entered, changed, dissolved and brought back; found, counted, handed out; over HTTP."""

import datetime as dt

import pytest
from rest_framework.test import APIClient

from members.models import Team
from members.teams.actions import change_team, dissolve_team, enter_team, restore_team
from portal.audit.models import PersonalDataView
from portal.refusals import Forbidden, Refusal
from tests import factories as make
from tests.racing import race

pytestmark = pytest.mark.django_db
CONTACT = {"contact_name": "沈某", "contact_phone": "13900001111"}


def code_of(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def text(response) -> str:
    return response.content.decode()


def api(user) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_only_the_streets_staff_enters_teams() -> None:
    team = make.TeamFactory.build(region=make.street())
    with pytest.raises(Forbidden):
        enter_team(team, by=make.liaison_of(make.member()))


@pytest.mark.parametrize(
    ("code", "odd"),
    [
        ("name_taken", lambda: {"name": make.TeamFactory(name="先锋队").name}),
        ("place_elsewhere", lambda: {"place": make.RegionFactory()}),
        ("not_seen", lambda: {"unit": make.UnitFactory()}),
        ("not_seen", lambda: {"party_org": make.PartyOrgFactory(region=make.RegionFactory())}),
        ("org_ended", lambda: {"party_org": make.PartyOrgFactory(state="merged", decided_on="2026-01-01")}),
    ],
)
def test_what_fits_nowhere_is_refused_in_words(code: str, odd) -> None:
    team = make.TeamFactory.build(**{"region": make.street(), "name": "先锋队"} | odd())
    assert code_of(lambda: enter_team(team, by=make.staff_of())) == code


def test_a_team_is_dissolved_and_brought_back_while_its_name_is_free() -> None:
    staff, team = make.staff_of(), make.TeamFactory(name="先锋队")
    assert dissolve_team(team, by=staff, on=dt.date(2026, 1, 31)).dissolved_on == dt.date(2026, 1, 31)
    assert code_of(lambda: dissolve_team(team, by=staff)) == "wrong_state"
    assert code_of(lambda: change_team(team, by=staff, people=1)) == "dissolved"
    second = make.TeamFactory(name="先锋队")
    assert code_of(lambda: restore_team(team, by=staff)) == "name_taken"
    dissolve_team(second, by=staff)
    assert restore_team(team, by=staff).dissolved_on is None


@pytest.mark.parametrize(
    ("code", "on"), [("too_early", dt.date(2999, 1, 1)), ("before_start", dt.date(2020, 1, 1))]
)
def test_it_is_dissolved_on_a_day_that_can_be(code: str, on: dt.date) -> None:
    assert code_of(lambda: dissolve_team(make.TeamFactory(), by=None, on=on)) == code


@pytest.mark.django_db(transaction=True)
def test_a_name_is_given_once() -> None:
    street = make.street()
    calls = [lambda: enter_team(Team(region=street, name="先锋队", kind="应急"), by=None).name] * 4
    assert sorted(race(calls)) == sorted(["name_taken"] * 3 + ["先锋队"])


def test_twelve_teams_of_189_people_are_counted(signed_in) -> None:
    """清河门: 12 支党员突击队, 189 人."""
    for number in range(12):
        make.TeamFactory(people=15 + (number < 9), kind="应急", party_org=make.PartyOrgFactory())
    make.TeamFactory(state="dissolved")
    figures = signed_in(make.staff_of()).get("/teams/?kind=应急").context["figures"]
    assert figures == [("队伍", 12, "支"), ("人数", 189, "人")]


@pytest.mark.parametrize("count", [1, 3])
def test_a_longer_list_takes_no_more_queries(signed_in, django_assert_num_queries, count: int) -> None:
    make.TeamFactory.create_batch(count, unit=make.member(), party_org=make.PartyOrgFactory())
    client = signed_in(make.staff_of())
    client.get("/teams/")
    with django_assert_num_queries(9):
        client.get("/teams/")


def test_the_forms_enter_change_dissolve_and_restore(signed_in) -> None:
    client, staff = signed_in(make.staff_of()), make.staff_of()
    sent = {"name": "先锋队", "kind": "应急", "people": 18, "founded_on": "2024-03-05"} | CONTACT
    page = text(client.post("/teams/new/", sent | {"region": make.street().pk}, follow=True))
    team = Team.objects.get()
    assert ("沈*" in page, "139****1111" in page, "13900001111" in page) == (True, True, False)
    client.post(f"/teams/{team.pk}/edit/", sent | {"people": 20, "version": 1})
    stale = client.post(f"/teams/{team.pk}/edit/", sent | {"people": 21, "version": 1})
    assert "已被修改" in text(stale)
    client.post(f"/teams/{team.pk}/dissolve/", {"opinion": "任务完成"})
    client.post(f"/teams/{team.pk}/restore/")
    assert "13900001111" in text(client.post(f"/teams/{team.pk}/contact/"))
    team.refresh_from_db()
    assert (team.people, team.state, PersonalDataView.objects.count()) == (20, "active", 1)
    assert change_team(team, by=staff, party_org=make.PartyOrgFactory()).version == 5


def test_they_are_found_and_shown_with_their_unit_and_handed_out(signed_in) -> None:
    unit = make.member()
    make.TeamFactory(name="财税宣讲队", unit=unit)
    client = signed_in(make.staff_of())
    for address in ("/search/?q=宣讲", f"/units/{unit.pk}/", f"/units/{unit.pk}/file/"):
        assert "财税宣讲队" in text(client.get(address)), address
    assert client.get("/teams/?export=xlsx").getvalue()[:2] == b"PK"


def test_a_team_over_http() -> None:
    client, street = api(make.staff_of()), make.street().pk
    sent = {"region": street, "name": "先锋队", "kind": "应急", "people": 18} | CONTACT
    made = client.post("/api/v1/teams/", sent).json()
    assert made["contact"] == {"name": "沈*", "phone": "139****1111"}
    address = f"/api/v1/teams/{made['id']}/"
    assert client.patch(address, {"people": 20, "version": 1}).json()["people"] == 20
    assert client.patch(address, {"people": -1}).status_code == 400
    assert client.post(f"{address}dissolve/", {"on": "2026-01-31"}).json()["state"] == "dissolved"
    assert client.post(f"{address}restore/").json()["dissolved_on"] is None
    listed = client.get(f"/api/v1/teams/?search=先锋&kind=应急&region={street}&ordering=-people").json()
    assert [row["people"] for row in listed["results"]] == [20]
