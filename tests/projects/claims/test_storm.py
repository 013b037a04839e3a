"""Many at once on few places: none over-claimed, none lost; and the control, where the guard is off."""

from functools import partial
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.workflow.models import Step
from projects.claims.actions import (
    accept_renewal,
    claim_project,
    lapse_claim,
    offer_renewal,
    state_intention,
    undo_claim,
    withdraw_claim,
)
from projects.claims.models import Claim, Part
from projects.listings.models import Project
from tests import factories as make
from tests.projects.claims.unguarded import take_the_lock_off
from tests.racing import race, without_constraint

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def crowd(size):
    units = [make.member(f"认领单位{n}") for n in range(size)]
    return [(unit, make.liaison_of(unit)) for unit in units]


def storm(project, people):
    return race([partial(claim_project, project, unit=unit, by=by, part="partner") for unit, by in people])


@pytest.mark.parametrize("capacity", [1, 7, 30])
def test_a_storm_fills_every_place_and_not_one_more(capacity):
    project = make.ProjectFactory(capacity=capacity)
    outcomes = storm(project, crowd(32))
    taken = [outcome for outcome in outcomes if isinstance(outcome, Claim)]
    assert len(taken) == min(capacity, 32)
    assert set(outcomes) - set(taken) == ({"full"} if capacity < 32 else set())
    assert Project.objects.get(pk=project.pk).claimed == Claim.objects.holding().count() == len(taken)


def test_without_lock_and_constraint_the_same_storm_over_claims(monkeypatch):
    project = make.ProjectFactory(capacity=3)
    people = crowd(32)
    take_the_lock_off(monkeypatch, together=len(people))
    with without_constraint("projects_project", "project_never_over_claimed"):
        storm(project, people)
        assert Project.objects.get(pk=project.pk).claimed > 3
        Claim.objects.all().delete()


def test_one_units_many_clicks_make_one_claim():
    project = make.ProjectFactory(capacity=None)
    unit = make.member()
    liaison = make.liaison_of(unit)
    outcomes = race([partial(claim_project, project, unit=unit, by=liaison) for _ in range(12)])
    assert sorted(str(type(outcome).__name__) for outcome in outcomes) == ["Claim"] + ["str"] * 11
    assert {outcome for outcome in outcomes if isinstance(outcome, str)} == {"already_claimed"}


def test_many_leads_at_once_leave_one():
    project = make.ProjectFactory(capacity=None)
    people = crowd(12)
    race([partial(claim_project, project, unit=unit, by=by, part="lead") for unit, by in people])
    assert Claim.objects.holding().filter(part=Part.LEAD).count() == 1


def test_claims_and_undoings_at_once_keep_the_count():
    project = make.ProjectFactory(capacity=5)
    people = crowd(10)
    for unit, by in people[:5]:
        claim_project(project, unit=unit, by=by, part="partner")
    claims = {claim.unit_id: claim for claim in Claim.objects.all()}
    undo = [partial(undo_claim, claims[unit.pk], by=by) for unit, by in people[:5]]
    take = [partial(claim_project, project, unit=unit, by=by, part="partner") for unit, by in people[5:]]
    race([*undo, *take])
    assert Project.objects.get(pk=project.pk).claimed == Claim.objects.holding().count() <= 5


def test_an_offer_is_taken_up_or_lapses_and_never_both():
    unit, office = make.member(), make.staff_of()
    liaison = make.liaison_of(unit)
    for project in make.ProjectFactory.create_batch(8, unit=make.neighbourhood(), capacity=1):
        offer = offer_renewal(project, unit=unit, by=office)
        Claim.objects.filter(pk=offer.pk).update(answer_until=timezone.now())
        taken, lapsed = race([partial(accept_renewal, offer, by=liaison), partial(lapse_claim, offer)])
        kept = isinstance(taken, Claim)
        assert (kept, lapsed is None) in {(True, True), (False, False)}
        assert list(Claim.objects.filter(project=project).values_list("state", flat=True)) == [
            "submitted" if kept else "lapsed"
        ]


def test_an_intention_that_is_withdrawn_while_it_is_claimed_keeps_its_trail():
    unit = make.member()
    liaison = make.liaison_of(unit)
    for project in make.ProjectFactory.create_batch(8, unit=make.neighbourhood(), capacity=1):
        intention = state_intention(project, unit=unit, by=liaison)
        race(
            [
                partial(claim_project, project, unit=unit, by=liaison),
                partial(withdraw_claim, intention, by=liaison),
            ]
        )
        steps = Step.objects.about(intention).order_by("id").values_list("from_state", "to_state")
        assert all(left == entered for (_, left), (entered, _) in pairwise(steps))


def raw_claim(project, unit, ordinal):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO projects_claim (project_id, unit_id, ordinal, part, kind, state, promise,"
            " claimed_at, confirmed_at, end_reason, version)"
            " VALUES (%s, %s, %s, 'partner', 'new', 'confirmed', '', now(), now(), '', 1)",
            [project.pk, unit.pk, ordinal],
        )


def test_raw_sql_cannot_over_claim():
    project = make.ProjectFactory(capacity=1)
    raw_claim(project, make.member("区财政局"), 1)
    with pytest.raises(IntegrityError) as refused:
        raw_claim(project, make.member("区税务局"), 2)
    assert refused.value.__cause__.diag.constraint_name == "project_never_over_claimed"


def test_raw_sql_cannot_set_the_count():
    project = make.ProjectFactory(capacity=5)
    with pytest.raises(IntegrityError) as refused:
        Project.objects.filter(pk=project.pk).update(claimed=2)
    assert refused.value.__cause__.diag.constraint_name == "project_claimed_is_counted"


def test_raw_sql_cannot_move_a_claim_to_another_project():
    project = make.ProjectFactory()
    raw_claim(project, make.member(), 1)
    with pytest.raises(IntegrityError) as refused:
        Claim.objects.update(project=make.ProjectFactory())
    assert refused.value.__cause__.diag.constraint_name == "claim_stays_with_project"
