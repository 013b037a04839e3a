"""朱泾 心联鑫: over a hundred projects claimed during one conference, by as many clients at once."""

from collections import Counter
from functools import partial

import pytest
from django.db.models import F

from members.models import Unit
from portal.workflow.models import Step
from projects.models import Claim, Project
from tests.scenarios.crowd import at_once, caller, serving
from tests.scenarios.town import client_of, publish_lists, take_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

YEAR = 2026
CLIENTS = 100
MOST_WANTED = 3


@pytest.fixture
def town():
    made = take_in(YEAR)
    publish_lists(made, YEAR)
    return made


@pytest.fixture
def server():
    with serving() as address:
        yield address


def wishes(town):
    """Who wants which project: as many units as there are places, and one more for each that has few."""
    units = list(Unit.objects.member_units().filter(pk__in=town.liaisons).order_by("id"))
    wanted = []
    for number, project in enumerate(Project.objects.filter(year=YEAR).order_by("id")):
        others = [unit for unit in units if unit.pk != project.unit_id]
        askers = (project.capacity or MOST_WANTED) + 1
        wanted += [(project, others[(number * 5 + turn) % len(others)]) for turn in range(askers)]
    return wanted


def claim_all(town, base, wanted):
    callers = {unit.pk: caller(base, town.liaison(unit)) for _, unit in wanted}
    calls = [
        partial(callers[unit.pk].post, f"projects/{project.pk}/claims", {"unit": unit.pk, "part": "partner"})
        for project, unit in wanted
    ]
    rounds = [calls[start : start + CLIENTS] for start in range(0, len(calls), CLIENTS)]
    return [answer for each in rounds for answer in at_once(each)]


def test_over_a_hundred_projects_are_claimed_at_once_and_none_too_often(town, server):
    wanted = wishes(town)
    answers = claim_all(town, server, wanted)
    limited = [project for project in Project.objects.filter(year=YEAR) if project.capacity]
    told = Counter(status if status == 201 else body["code"] for status, body in answers)
    assert told == {201: Claim.objects.count(), "full": len(limited)}
    assert all(project.claimed == project.capacity for project in limited)
    assert Project.objects.filter(year=YEAR, claimed__gt=F("capacity")).count() == 0
    assert Project.objects.filter(year=YEAR, claimed__gt=0).count() == 112


def test_the_office_confirms_the_conferences_claims_in_bulk(town, server):
    answers = claim_all(town, server, wishes(town)[:CLIENTS])
    ids = [body["id"] for status, body in answers if status == 201]
    sent = {"verb": "confirm", "ids": ids, "opinion": "同意"}
    results = client_of(town.office).post("/api/v1/claims/bulk/", sent).json()["results"]
    assert {outcome["done"] for outcome in results} == {True}
    assert set(Claim.objects.values_list("state", flat=True)) == {"confirmed"}
    for claim in Claim.objects.all():
        verbs = list(Step.objects.about(claim).order_by("id").values_list("verb", flat=True))
        assert verbs == ["create", "confirm"]
