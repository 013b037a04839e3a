"""Party organisations: entered, merged, removed, with their history; found and counted; over HTTP."""

import datetime as dt

import pytest
from rest_framework.test import APIClient

from members.models import PartyOrg
from members.party.actions import (
    change_party_org,
    enter_party_org,
    form_by_merging,
    merge_party_org,
    remove_party_org,
)
from members.party.actions.ending import Decision
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from tests import factories as make
from tests.racing import race

pytestmark = pytest.mark.django_db
DECISION = Decision(dt.date(2026, 7, 1), "朱党〔2026〕21号", "空壳党支部")


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


def branches(count: int, **fields) -> list[PartyOrg]:
    return make.PartyOrgFactory.create_batch(count, **fields)


def labels(org: PartyOrg) -> list[str]:
    return [step.label for step in Step.objects.about(org).order_by("pk")]


def test_only_the_streets_staff_enters_party_organisations() -> None:
    org = make.PartyOrgFactory.build(region=make.street())
    with pytest.raises(Forbidden):
        enter_party_org(org, by=make.liaison_of(make.member()))


def test_a_committee_stands_under_a_committee_and_a_branch_under_neither_branch_nor_group() -> None:
    street = make.PartyOrgFactory(level="committee", form="街道大党工委")
    community = make.PartyOrgFactory.build(region=make.street(), level="committee", parent=street)
    assert enter_party_org(community, by=make.staff_of()).pk
    for level in ("branch", "group"):
        odd = make.PartyOrgFactory.build(region=make.street(), parent=make.PartyOrgFactory(level=level))
        assert code_of(lambda odd=odd: enter_party_org(odd, by=None)) == "level_order"


def test_a_superior_is_either_in_the_tree_or_named() -> None:
    above = make.PartyOrgFactory(level="committee")
    odd = make.PartyOrgFactory.build(region=make.street(), parent=above, superior="区委")
    assert code_of(lambda: enter_party_org(odd, by=None)) == "two_superiors"


def test_a_name_is_free_again_after_its_organisation_was_removed() -> None:
    old = make.PartyOrgFactory(name="云寶商盟党支部")
    new = make.PartyOrgFactory.build(region=make.street(), name=old.name)
    assert code_of(lambda: enter_party_org(new, by=None)) == "name_taken"
    remove_party_org(old, by=make.staff_of(), decision=DECISION)
    assert enter_party_org(new, by=None).pk != old.pk


def test_what_is_merged_keeps_its_row_day_and_decision() -> None:
    old, new = branches(2)
    merged = merge_party_org(old, [new], by=make.staff_of(), decision=DECISION)
    assert (merged.state, merged.decided_on, merged.decision_number) == (
        "merged",
        dt.date(2026, 7, 1),
        "朱党〔2026〕21号",
    )
    assert list(new.merged_from.all()) == [old]
    assert labels(old) == ["归并"]


def test_what_stands_under_it_goes_to_the_one_it_is_merged_into() -> None:
    old, new = branches(2, level="general_branch")
    part = make.PartyOrgFactory(parent=old)
    merge_party_org(old, [new], by=make.staff_of())
    part.refresh_from_db()
    assert (part.parent, part.path, labels(part)) == (new, [new.pk, part.pk], ["调整上级"])


def test_of_several_nobody_knows_to_which_so_it_is_moved_first() -> None:
    old, *new = branches(3, level="general_branch")
    part = make.PartyOrgFactory(parent=old)
    assert code_of(lambda: merge_party_org(old, new, by=None)) == "has_parts"
    change_party_org(part, by=None, parent=new[0])
    assert merge_party_org(old, new, by=None).successors.count() == 2


@pytest.mark.parametrize(
    ("code", "into"),
    [
        ("no_successor", lambda old: []),
        ("own_successor", lambda old: [old]),
        ("successor_below", lambda old: [make.PartyOrgFactory(parent=old)]),
        ("successor_gone", lambda old: [make.PartyOrgFactory(state="merged", decided_on="2026-01-01")]),
        ("not_seen", lambda old: [make.PartyOrgFactory(region=make.RegionFactory())]),
        ("level_order", lambda old: [make.PartyOrgFactory(level=make.PartyOrgFactory(parent=old).level)]),
    ],
)
def test_an_odd_merger_is_refused(code: str, into) -> None:
    old = make.PartyOrgFactory(level="general_branch")
    assert code_of(lambda: merge_party_org(old, into(old), by=make.staff_of())) == code


def test_a_merger_stays_within_the_district() -> None:
    district = make.RegionFactory(code="310117", level="district", parent=None)
    away = make.PartyOrgFactory(region=district)
    assert code_of(lambda: merge_party_org(make.PartyOrgFactory(), [away], by=None)) == "other_district"


@pytest.mark.parametrize(
    ("code", "decision"),
    [
        ("reason_needed", Decision()),
        ("too_early", Decision(dt.date(2999, 1, 1), reason="空壳")),
        ("before_start", Decision(dt.date(2020, 1, 1), reason="空壳")),
    ],
)
def test_a_removal_needs_a_reason_and_a_day_that_can_be(code: str, decision: Decision) -> None:
    org = make.PartyOrgFactory(established_on=dt.date(2024, 1, 1))
    assert code_of(lambda: remove_party_org(org, by=None, decision=decision)) == code


def test_removing_waits_for_what_stands_under_it_and_happens_once() -> None:
    org = make.PartyOrgFactory()
    part = make.PartyOrgFactory(parent=org, level="group")
    assert code_of(lambda: remove_party_org(org, by=None, decision=DECISION)) == "has_parts"
    remove_party_org(part, by=None, decision=DECISION)
    remove_party_org(org, by=None, decision=DECISION)
    assert code_of(lambda: remove_party_org(org, by=None, decision=DECISION)) == "wrong_state"
    assert code_of(lambda: change_party_org(org, by=None, name="新")) == "ended"


def test_one_is_formed_out_of_several_or_nothing_happens() -> None:
    old = branches(2)
    new = make.PartyOrgFactory.build(region=make.street(), name="非公联合党支部")
    form_by_merging(new, old, by=make.staff_of(), decision=DECISION)
    assert (labels(new), new.merged_from.count()) == (["归并组建"], 2)
    again = make.PartyOrgFactory.build(region=make.street(), name="再来一个")
    assert code_of(lambda: form_by_merging(again, old, by=None)) == "wrong_state"
    assert PartyOrg.objects.filter(name="再来一个").count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_who_end_one_organisation_one_does() -> None:
    old, new = branches(2)
    calls = [
        lambda: merge_party_org(old, [new], by=None).state,
        lambda: remove_party_org(old, by=None, decision=DECISION).state,
    ]
    got = race(calls)
    old.refresh_from_db()
    assert sorted(got) == sorted([old.state, "wrong_state"])
    assert Step.objects.about(old).count() == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_entered_under_what_ends_meanwhile() -> None:
    org, street = make.PartyOrgFactory(level="general_branch"), make.street()
    part = PartyOrg(region=street, level="branch", name="新支部", parent=org)
    got = race(
        [
            lambda: remove_party_org(org, by=None, decision=DECISION).state,
            lambda: enter_party_org(part, by=None).state,
        ]
    )
    assert got in (["removed", "parent_ended"], ["has_parts", "active"])


def test_the_page_tells_the_history(signed_in) -> None:
    old, new = branches(2)
    client = signed_in(make.staff_of())
    sent = {"into": [new.pk], "on": "2026-07-01", "number": "朱党〔2026〕21号"}
    before = text(client.post(f"/party-orgs/{old.pk}/merge/", sent, follow=True))
    assert "2026年7月1日归并到" in before
    after = text(client.get(f"/party-orgs/{new.pk}/"))
    assert "2026年7月1日由" in after
    assert "朱党〔2026〕21号" in after


def test_the_forms_enter_form_change_and_remove(signed_in) -> None:
    client, old = signed_in(make.staff_of()), make.PartyOrgFactory()
    sent = {"region": make.street().pk, "name": "联合党支部", "level": "branch", "former": [old.pk]}
    client.post("/party-orgs/new/", sent)
    new = PartyOrg.objects.get(name="联合党支部")
    assert list(new.merged_from.all()) == [old]
    client.post("/party-orgs/new/", sent | {"name": "机关党支部", "former": []})
    address = f"/party-orgs/{new.pk}/"
    client.post(f"{address}edit/", {"name": "非公联合党支部", "level": "branch", "form": "临时党支部"})
    late = client.post(f"{address}remove/", {"reason": "空壳", "on": "2999-01-01"})
    assert "不能晚于今天" in text(late)
    client.post(f"{address}remove/", {"reason": "空壳"})
    new.refresh_from_db()
    assert (new.name, new.form, new.state) == ("非公联合党支部", "临时党支部", "removed")
    assert PartyOrg.objects.standing().get().name == "机关党支部"


@pytest.mark.parametrize("count", [3, 30])
def test_a_larger_tree_and_a_longer_list_take_no_more_queries(
    signed_in, django_assert_num_queries, count: int
) -> None:
    above = make.PartyOrgFactory(level="committee")
    branches(count, parent=above, unit=make.member(), place=make.neighbourhood().neighbourhood)
    client = signed_in(make.staff_of())
    for address, queries in (("/party-orgs/tree/", 6), ("/party-orgs/?page_size=3", 9)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def test_they_are_found_and_shown_with_their_unit_and_handed_out(signed_in) -> None:
    unit = make.member()
    make.PartyOrgFactory(name="区财政局机关党支部", unit=unit, superior="区级机关党工委")
    client = signed_in(make.staff_of())
    for address in ("/search/?q=机关", f"/units/{unit.pk}/", f"/units/{unit.pk}/file/"):
        assert "区财政局机关党支部" in text(client.get(address)), address
    assert client.get("/party-orgs/?export=xlsx").getvalue()[:2] == b"PK"


def test_party_organisations_over_http() -> None:
    client, street = api(make.staff_of()), make.street().pk
    sent = {"region": street, "level": "branch"}
    first, second = (
        client.post("/api/v1/party-orgs/", sent | {"name": name}).json()["id"] for name in "甲乙"
    )
    formed = client.post(
        "/api/v1/party-orgs/",
        sent | {"name": "联合", "former": [first], "decision_number": "1号", "established_on": "2026-07-01"},
    ).json()
    assert formed["merged_from"] == [first]
    address = f"/api/v1/party-orgs/{second}/"
    assert client.patch(address, {"form": "临时", "version": 1}).json()["form"] == "临时"
    assert client.post(f"{address}merge/", {"into": [formed["id"]]}).json()["successors"] == [formed["id"]]
    end = f"/api/v1/party-orgs/{formed['id']}/remove/"
    assert client.post(end, {"reason": "空壳", "decided_on": "2026-08-01"}).json()["state"] == "removed"
    listed = client.get(f"/api/v1/party-orgs/?state=merged&region={street}&level=branch&search=甲").json()
    assert [row["id"] for row in listed["results"]] == [first]
