"""Claims over HTTP: the contract's bodies and codes."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from projects.claims.actions import claim_project, confirm_claim, offer_renewal
from projects.claims.models import Claim
from projects.listings.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def claim_it(user, project, unit, key=None, **sent):
    headers = {"Idempotency-Key": key} if key else {}
    path = f"/api/v1/projects/{project.pk}/claims/"
    return signed_in(user).post(path, {"unit": unit.pk, **sent}, format="json", headers=headers)


def act(user, claim, verb, **sent):
    return signed_in(user).post(f"/api/v1/claims/{claim.pk}/{verb}/", sent, format="json")


def outcome(answer):
    return answer.status_code, answer.json()["code"]


def test_a_claim_is_answered_as_the_contract_says(project, unit, liaison):
    answer = claim_it(liaison, project, unit, part="lead", promise="路灯", amount=None)
    claim = Claim.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": claim.pk,
        "project": project.pk,
        "unit": unit.pk,
        "kind": "new",
        "part": "lead",
        "state": "submitted",
        "number": f"{project.number}-01",
        "undo_until": timezone.localtime(claim.undo_until).isoformat(),
    }


def test_a_claim_takes_few_statements_however_many_there_are(
    project, unit, liaison, django_assert_num_queries
):
    """Throttle, unit, appointments, project; in a savepoint the lock, the claims there, claim and step."""
    Project.objects.filter(pk=project.pk).update(capacity=9)
    for other in (make.member(f"先认领的单位{nth}") for nth in range(3)):
        claim_project(project, unit=other, by=make.liaison_of(other), part="partner")
    with django_assert_num_queries(10):
        assert claim_it(liaison, project, unit).status_code == 201


def refuse_full(project, unit, liaison):
    Project.objects.filter(pk=project.pk).update(capacity=1)
    other = make.member("区税务局")
    claim_project(project, unit=other, by=make.liaison_of(other))


def refuse_claimed(project, unit, liaison):
    claim_project(project, unit=unit, by=liaison)


def refuse_lead(project, unit, liaison):
    other = make.member("区税务局")
    claim_project(project, unit=other, by=make.liaison_of(other), part="lead")


def refuse_not_open(project, unit, liaison):
    Project.objects.filter(pk=project.pk).update(state="suspended")


def refuse_reserved(project, unit, liaison):
    Project.objects.filter(pk=project.pk).update(reserved_until=timezone.now() + dt.timedelta(days=1))


def refuse_late(project, unit, liaison):
    Project.objects.filter(pk=project.pk).update(claim_closes_at=timezone.now())


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (refuse_full, "full"),
        (refuse_claimed, "already_claimed"),
        (refuse_lead, "lead_taken"),
        (refuse_not_open, "not_open"),
        (refuse_reserved, "reserved"),
        (refuse_late, "too_late"),
    ],
)
def test_every_refusal_has_its_code(project, unit, liaison, spoil, code):
    spoil(project, unit, liaison)
    assert outcome(claim_it(liaison, project, unit, part="lead")) == (409, code)


def test_claiming_for_another_unit_is_403(project, liaison):
    other = make.member("区税务局")
    assert outcome(claim_it(liaison, project, other)) == (403, "not_for_this_unit")


def test_a_project_that_changed_since_is_stale(project, unit, liaison):
    assert outcome(claim_it(liaison, project, unit, version=project.version + 1)) == (409, "stale")
    assert claim_it(liaison, project, unit, version=project.version).status_code == 201


def test_an_unseen_project_is_404(unit, liaison):
    elsewhere = make.ProjectFactory(region=make.street("枫泾镇", "310116102"))
    assert claim_it(liaison, elsewhere, unit).status_code == 404


def test_without_signing_in_it_is_401(project, unit):
    answer = APIClient().post(f"/api/v1/projects/{project.pk}/claims/", {"unit": unit.pk}, format="json")
    assert answer.status_code == 401


def test_a_repeated_request_has_one_effect_and_one_answer(project, unit, liaison):
    key = str(uuid.uuid4())
    first, again = (claim_it(liaison, project, unit, key=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Claim.objects.count() == 1


def test_terms_are_null_for_who_may_not_see_them(project, unit, liaison):
    claim_project(project, unit=unit, by=liaison, promise="路灯")
    stranger = make.liaison_of(make.member("区税务局"))
    for user, promise in ((liaison, "路灯"), (stranger, None)):
        [row] = signed_in(user).get("/api/v1/claims/").json()["results"]
        assert row["promise"] == promise
        assert signed_in(user).get(f"/api/v1/claims/{row['id']}/").json()["promise"] == promise


def test_claims_are_listed_by_state_unit_project_and_year(project, unit, liaison):
    claim = claim_project(project, unit=unit, by=liaison)
    client = signed_in(liaison)
    for query, found in (
        (f"unit={unit.pk}&project={project.pk}&year=2026&state=submitted", 1),
        ("state=closed", 0),
        ("year=2025", 0),
    ):
        assert len(client.get(f"/api/v1/claims/?{query}").json()["results"]) == found
    [row] = client.get(f"/api/v1/projects/{project.pk}/claims/").json()["results"]
    assert (row["id"], row["number"]) == (claim.pk, f"{project.number}-01")


def test_a_claim_goes_its_way_over_http(project, unit, liaison, office):
    claim = claim_project(project, unit=unit, by=liaison)
    said = [
        act(office, claim, "confirm").json()["state"],
        act(liaison, claim, "complete").json()["state"],
        act(office, claim, "send-back", opinion="请补充").json()["state"],
        act(liaison, claim, "complete").json()["state"],
        act(office, claim, "close").json()["state"],
        act(office, claim, "undo").json()["state"],
    ]
    assert said == ["confirmed", "completed", "confirmed", "completed", "closed", "completed"]


def test_a_claim_ends_over_http(project, unit, liaison, office):
    claim = claim_project(project, unit=unit, by=liaison)
    assert act(liaison, claim, "withdraw").json()["state"] == "withdrawn"
    again = claim_project(project, unit=unit, by=liaison)
    assert outcome(act(office, again, "not-adopt")) == (409, "reason_needed")
    confirm_claim(again, by=office)
    assert act(liaison, again, "release", opinion="人员调整").json()["state"] == "released"


def test_money_is_endorsed_by_the_secretary(project, unit, liaison):
    answer = claim_it(liaison, project, unit, amount="5000.00")
    claim = Claim.objects.get(pk=answer.json()["id"])
    assert (claim.state, outcome(act(liaison, claim, "endorse"))) == ("pending_unit", (403, "forbidden"))
    secretary = make.liaison_of(unit, role="secretary")
    assert act(secretary, claim, "endorse").json()["state"] == "submitted"


def test_an_offer_is_accepted_with_renew(project, unit, liaison, office):
    offer = offer_renewal(project, unit=unit, by=office)
    assert act(liaison, offer, "renew").json()["state"] == "submitted"
    assert outcome(act(liaison, offer, "renew")) == (409, "wrong_state")


def test_staff_offer_next_years_project_with_renew(project, unit, liaison, office):
    claim = claim_project(project, unit=unit, by=liaison)
    following = make.ProjectFactory(unit=project.unit)
    answer = act(office, claim, "renew", project=following.pk).json()
    assert (answer["project"], answer["state"], answer["kind"]) == (following.pk, "offered", "renewal")
    assert act(liaison, claim, "renew", project=make.ProjectFactory().pk).status_code == 403


def test_many_are_decided_at_once_and_one_refusal_stops_none(project, unit, liaison, office):
    claim = claim_project(project, unit=unit, by=liaison)
    sent = {"verb": "confirm", "ids": [claim.pk, claim.pk + 999]}
    answer = signed_in(office).post("/api/v1/claims/bulk/", sent, format="json").json()
    assert [(each["id"], each["done"], each["code"]) for each in answer["results"]] == [
        (claim.pk, True, ""),
        (claim.pk + 999, False, "not_found"),
    ]


def test_a_list_costs_the_same_for_one_claim_and_for_three(unit, liaison, django_assert_num_queries):
    client = signed_in(liaison)
    projects = make.ProjectFactory.create_batch(3)
    claim_project(projects[0], unit=unit, by=liaison)
    client.get("/api/v1/claims/")
    with django_assert_num_queries(2):
        assert len(client.get("/api/v1/claims/").json()["results"]) == 1
    for project in projects[1:]:
        claim_project(project, unit=unit, by=liaison)
    with django_assert_num_queries(2):
        assert len(client.get("/api/v1/claims/").json()["results"]) == 3
