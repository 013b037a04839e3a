"""Rounds, posts and pairings over HTTP: the same actions, the same refusals."""

import datetime as dt

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from alliances.models import Pairing
from alliances.pairing.actions import propose
from tests import factories as make
from tests.alliances.pairing.world import a_world, draft, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture
def world():
    return a_world()


def by(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def verb(pairing, name):
    return reverse(f"api_pairing-{name}", args=[pairing.pk])


def test_a_round_is_opened_changed_closed_and_open_again(world):
    client, sent = by(world.staff), {"region": make.street().pk, "name": "城乡结对", "modes": ["villages"]}
    made = client.post(reverse("api_programme-list"), sent | {"from_on": "2026-01-01"}, format="json")
    assert (made.status_code, made.json()["modes"], made.json()["term_months"]) == (201, ["villages"], 12)
    url = reverse("api_programme-detail", args=[made.json()["id"]])
    changed = client.patch(url, {"most_per_host": 2, "version": 1}, format="json")
    assert (changed.json()["most_per_host"], changed.json()["version"]) == (2, 2)
    stale = client.patch(url, {"most_per_host": 3, "version": 1}, format="json")
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    for name, is_closed in (("close", True), ("reopen", False)):
        done = client.post(reverse(f"api_programme-{name}", args=[made.json()["id"]]))
        assert (done.json()["closed_at"] is not None) is is_closed


def test_a_post_is_held_by_one_after_the_other(world):
    client = by(world.staff)
    made = client.post(
        reverse("api_post-list"), {"region": make.street().pk, "title": "党委副书记"}, format="json"
    )
    for name, day in (("陈立", "2026-01-01"), ("周明", "2026-03-01")):
        sent = {"name": name, "from_on": day}
        told = client.post(reverse("api_post-appoint", args=[made.json()["id"]]), sent, format="json")
    assert told.json()["holdings"] == [
        {"name": "陈立", "from_on": "2026-01-01", "until_on": "2026-02-28"},
        {"name": "周明", "from_on": "2026-03-01", "until_on": None},
    ]
    left = client.post(
        reverse("api_post-vacate", args=[made.json()["id"]]), {"until_on": "2026-05-01"}, format="json"
    )
    assert left.json()["holdings"][1]["until_on"] == "2026-05-01"


def test_from_a_draft_to_what_is_in_force(world):
    sent = {
        "programme": world.programme.pk,
        "host": world.village.pk,
        "partner": world.finance.pk,
        "commitments": [{"what": "送课", "measure": "events", "quantity": "4", "due_on": "2026-12-31"}],
    }
    made = by(world.other).post(reverse("api_pairing-list"), sent, format="json")
    assert (made.status_code, made.json()["mode"], made.json()["state"]) == (201, "stationed", "drafted")
    (commitment,) = made.json()["commitments"]
    assert (commitment["what"], commitment["done"], commitment["is_met"]) == ("送课", "0", False)
    pairing = Pairing.objects.get(pk=made.json()["id"])
    changed = by(world.secretary).patch(
        reverse("api_pairing-detail", args=[pairing.pk]), {"aim": "共建", "commitments": []}, format="json"
    )
    assert (changed.json()["aim"], changed.json()["commitments"]) == ("共建", [])
    by(world.other).post(verb(pairing, "propose"))
    for user, side in ((world.secretary, "host"), (world.other, "partner")):
        agreed = by(user).post(verb(pairing, "agree"), {"side": side}, format="json")
    assert agreed.json()["state"] == "agreed"
    filed = by(world.staff).post(verb(pairing, "file"), {"signed_on": "2026-11-01"}, format="json")
    assert (filed.json()["state"], filed.json()["signed_on"]) == ("filed", "2026-11-01")
    renewed = by(world.staff).post(verb(pairing, "renew"), {"until_on": "2028-12-31"}, format="json")
    assert (renewed.status_code, renewed.json()["renews"]) == (201, pairing.pk)
    ended = by(world.staff).post(verb(pairing, "terminate"), {"reason": "撤并"}, format="json")
    assert ended.json()["state"] == "terminated"
    assert by(world.staff).post(verb(pairing, "undo")).json()["state"] == "filed"


@pytest.mark.parametrize(
    ("name", "sent", "state"),
    [
        ("decline", {"reason": "今年已有安排"}, "declined"),
        ("send-back", {"reason": "请补充"}, "drafted"),
    ],
)
def test_the_other_side_declines_or_sends_it_back(world, name, sent, state):
    pairing = propose(draft(world), by=world.staff)
    assert by(world.other).post(verb(pairing, name), sent, format="json").json()["state"] == state


def test_a_draft_is_withdrawn(world):
    pairing = draft(world, drafted_by=world.staff)
    assert by(world.staff).post(verb(pairing, "withdraw")).json()["state"] == "withdrawn"


def test_a_record_is_put_where_it_belongs(world):
    pairing = draft(world)
    rows = [make.CommitmentFactory(pairing=pairing, ordinal=n, what=f"第{n}项") for n in (1, 2)]
    make.in_state(pairing, "filed")
    record = make.RecordFactory(region=make.street(), occurred_on=dt.date(2026, 5, 8), events=1)
    make.RecordShareFactory(record=record, unit=world.finance)
    record.neighbourhoods.add(world.village)
    seen = by(world.other).get(reverse("api_pairing-detail", args=[pairing.pk])).json()
    assert seen["unattributed"] == [record.pk]
    sent = {"record": record.pk, "commitments": [rows[1].pk]}
    linked = by(world.other).post(verb(pairing, "link"), sent, format="json").json()
    assert ([each["records"] for each in linked["commitments"]], linked["unattributed"]) == (
        [[], [record.pk]],
        [],
    )
    for wrong in ({"record": 10**9}, sent | {"commitments": [10**9]}):
        assert by(world.other).post(verb(pairing, "link"), wrong, format="json").status_code == 400


def test_a_record_can_be_entered_for_a_pairing(world):
    pairing = standing(world, "filed")
    sent = {"occurred_on": "2026-05-08", "summary": "走访慰问", "pairings": [pairing.pk]}
    made = by(world.other).post(reverse("api_record-list"), sent, format="json")
    assert (made.status_code, made.json()["matters"]["pairings"]) == (201, [pairing.pk])
    unknown = by(world.other).post(reverse("api_record-list"), sent | {"pairings": [10**9]}, format="json")
    assert unknown.status_code == 400


def test_who_takes_no_part_sees_that_it_exists_and_not_what_was_agreed(world):
    pairing = draft(world, terms="每季度一次", aim="共建")
    make.CommitmentFactory(pairing=pairing)
    make.in_state(pairing, "filed")
    third = by(make.liaison_of(world.tax)).get(reverse("api_pairing-detail", args=[pairing.pk])).json()
    assert (third["host"], third["terms"], third["aim"], third["commitments"], third["unattributed"]) == (
        world.village.pk,
        None,
        None,
        [],
        [],
    )


def test_a_mode_that_does_not_fit_is_said(world):
    pairing = standing(world, "filed", mode="villages")
    seen = by(world.staff).get(reverse("api_pairing-detail", args=[pairing.pk])).json()
    assert seen["warning"].startswith("村居共建在村与居民区之间")


@pytest.mark.parametrize(
    "row", [{"what": "送课", "measure": "events"}, {"what": "送课", "measure": "events", "quantity": "-1"}]
)
def test_a_commitment_with_half_a_measure_is_not_valid(world, row):
    sent = {"programme": world.programme.pk, "host": world.village.pk, "partner": world.finance.pk}
    answer = by(world.staff).post(reverse("api_pairing-list"), sent | {"commitments": [row]}, format="json")
    assert answer.status_code == 400


def test_what_one_may_not_see_cannot_be_named(world):
    away = make.ProgrammeFactory(region=make.street("枫泾镇", "310116102"))
    sent = {"programme": away.pk, "host": world.village.pk, "partner": world.finance.pk}
    answer = by(world.other).post(reverse("api_pairing-list"), sent, format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["programme"])


def test_rows_of_the_lists(world):
    pairing = standing(world, "filed")
    rows = by(world.staff).get(reverse("api_pairing-list")).json()["results"]
    assert [(row["id"], row["number"], row["post"]) for row in rows] == [(pairing.pk, pairing.number, None)]
    programmes = by(world.staff).get(reverse("api_programme-list")).json()["results"]
    assert [row["name"] for row in programmes] == ["2026年双百结对"]
    make.PostFactory(title="党委副书记")
    assert [row["title"] for row in by(world.staff).get(reverse("api_post-list")).json()["results"]] == [
        "党委副书记"
    ]
