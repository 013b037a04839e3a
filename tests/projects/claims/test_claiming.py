import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.utils import timezone

from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.claims.actions import claim_project, claiming, offer_renewal, state_intention
from projects.listings.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db


def refusal_code(call, **arguments):
    with pytest.raises(Refusal) as refused:
        call(**arguments)
    return refused.value.code


def test_a_claim_takes_a_place_at_once(project, unit):
    claim = claim_project(project, unit=unit, by=make.liaison_of(unit))
    assert (claim.state, claim.part, claim.kind) == ("submitted", "lead", "new")
    assert Project.objects.get(pk=project.pk).remaining == 1


def test_a_claim_is_numbered_after_its_project(project, unit):
    claim = claim_project(project, unit=unit, by=make.liaison_of(unit))
    assert claim.number == f"{project.number}-01"


def test_a_claim_leaves_one_step(project, unit):
    liaison = make.liaison_of(unit)
    claim = claim_project(project, unit=unit, by=liaison)
    step = Step.objects.about(claim).get()
    assert (step.verb, step.to_state, step.by, step.for_unit) == ("create", "submitted", liaison, unit)


def test_a_claim_with_money_waits_for_the_unit_and_holds_its_place(project, unit):
    claim = claim_project(project, unit=unit, by=make.liaison_of(unit), amount=Decimal("20000"))
    assert (claim.state, Project.objects.get(pk=project.pk).claimed) == ("pending_unit", 1)


def test_the_second_unit_is_a_partner(project, unit):
    claim_project(project, unit=unit, by=make.liaison_of(unit))
    other = make.member("区税务局")
    assert claim_project(project, unit=other, by=make.liaison_of(other)).part == "partner"


def test_a_unit_claims_once(project, unit):
    liaison = make.liaison_of(unit)
    claim_project(project, unit=unit, by=liaison)
    assert refusal_code(claim_project, project=project, unit=unit, by=liaison) == "already_claimed"


def test_a_full_project_says_who_has_it_and_what_is_open_nearby(unit):
    village = make.neighbourhood()
    full = make.ProjectFactory(unit=village, capacity=1)
    nearby = make.ProjectFactory(unit=village, title="充电桩项目")
    claim_project(full, unit=unit, by=make.liaison_of(unit))
    other = make.member("区税务局")
    with pytest.raises(Refusal) as refused:
        claim_project(full, unit=other, by=make.liaison_of(other))
    assert refused.value.sentence == f"名额已满，由区财政局认领。附近还可认领：“{nearby.title}”。"


def test_there_is_one_lead(project, unit):
    claim_project(project, unit=unit, by=make.liaison_of(unit), part="lead")
    other = make.member("区税务局")
    arguments = {"project": project, "unit": other, "by": make.liaison_of(other), "part": "lead"}
    assert refusal_code(claim_project, **arguments) == "lead_taken"


def test_an_unpublished_project_is_not_open(unit):
    draft = make.DraftProjectFactory(unit=make.neighbourhood())
    assert refusal_code(claim_project, project=draft, unit=unit, by=make.liaison_of(unit)) == "not_open"


def test_a_project_that_opens_later_is_not_open_yet(project, unit):
    Project.objects.filter(pk=project.pk).update(claim_opens_at=timezone.now() + dt.timedelta(hours=1))
    assert refusal_code(claim_project, project=project, unit=unit, by=make.liaison_of(unit)) == "not_open"


def test_after_the_closing_moment_it_is_too_late(project, unit):
    Project.objects.filter(pk=project.pk).update(claim_closes_at=timezone.now())
    assert refusal_code(claim_project, project=project, unit=unit, by=make.liaison_of(unit)) == "too_late"


def test_a_reserved_project_is_for_the_named_units(project, unit):
    Project.objects.filter(pk=project.pk).update(reserved_until=timezone.now() + dt.timedelta(days=1))
    assert refusal_code(claim_project, project=project, unit=unit, by=make.liaison_of(unit)) == "reserved"
    project.reserved_for.add(unit)
    assert claim_project(project, unit=unit, by=make.liaison_of(unit)).state == "submitted"


def test_a_stranger_cannot_claim_for_a_unit(project, unit):
    stranger = make.liaison_of(make.member("区税务局"))
    assert refusal_code(claim_project, project=project, unit=unit, by=stranger) == "not_for_this_unit"


def test_a_unit_enrolled_elsewhere_cannot_claim_here(project):
    elsewhere = make.street("枫泾镇", "310116102")
    unit = make.member("枫泾小学", elsewhere)
    liaison = make.liaison_of(unit, elsewhere)
    assert refusal_code(claim_project, project=project, unit=unit, by=liaison) == "not_for_this_unit"


def test_the_publisher_cannot_claim_its_own_project(project):
    with pytest.raises(Forbidden) as refused:
        claim_project(project, unit=project.unit, by=make.liaison_of(project.unit))
    assert refused.value.code == "not_for_this_unit"


def test_staff_claim_on_behalf_with_a_basis(project, unit):
    office = make.staff_of()
    assert refusal_code(claim_project, project=project, unit=unit, by=office) == "basis_needed"
    claim = claim_project(project, unit=unit, by=office, basis="会上")
    assert Step.objects.about(claim).get().basis == "会上"


def test_an_intention_holds_no_place_and_becomes_the_claim(project, unit):
    liaison = make.liaison_of(unit)
    intention = state_intention(project, unit=unit, by=liaison)
    assert Project.objects.get(pk=project.pk).claimed == 0
    claim = claim_project(project, unit=unit, by=liaison)
    assert (claim.pk, claim.state) == (intention.pk, "submitted")


def test_an_offered_renewal_holds_its_place_and_becomes_the_claim(project, unit):
    Project.objects.filter(pk=project.pk).update(capacity=1)
    offer_renewal(project, unit=unit, by=make.staff_of())
    assert Project.objects.get(pk=project.pk).remaining == 0
    claim = claim_project(project, unit=unit, by=make.liaison_of(unit))
    assert (claim.kind, claim.state) == ("renewal", "submitted")


def test_only_the_office_offers_a_renewal(project, unit):
    with pytest.raises(Forbidden):
        offer_renewal(project, unit=unit, by=make.liaison_of(unit))


def test_no_renewal_is_offered_of_what_is_not_open_taken_or_full(project, unit):
    office, other = make.staff_of(), make.member("区税务局")
    draft = make.DraftProjectFactory(unit=project.unit)
    assert refusal_code(offer_renewal, project=draft, unit=unit, by=office) == "not_open"
    offer_renewal(project, unit=unit, by=office)
    assert refusal_code(offer_renewal, project=project, unit=unit, by=office) == "already_claimed"
    arguments = {"project": project, "unit": other, "by": office}
    assert refusal_code(offer_renewal, **arguments) == "lead_taken"
    Project.objects.filter(pk=project.pk).update(capacity=1)
    assert refusal_code(offer_renewal, **arguments) == "full"


def test_an_intention_is_for_what_is_open_and_once(project, unit):
    liaison = make.liaison_of(unit)
    draft = make.DraftProjectFactory(unit=project.unit)
    assert refusal_code(state_intention, project=draft, unit=unit, by=liaison) == "not_open"
    state_intention(project, unit=unit, by=liaison)
    assert refusal_code(state_intention, project=project, unit=unit, by=liaison) == "already_claimed"


def test_staff_cannot_claim_for_a_unit_that_is_not_enrolled_here(project):
    stranger = make.UnitFactory()
    with pytest.raises(Forbidden) as refused:
        claim_project(project, unit=stranger, by=make.staff_of(), basis="会上")
    assert refused.value.sentence == "该单位未在本街道（镇）入册，不能认领。请先办理入册。"


def test_an_amount_the_database_refuses_is_not_told_as_a_lost_place(project, unit, monkeypatch):
    monkeypatch.setattr("projects.claims.actions.claiming.need_positive", lambda amount: None)
    with pytest.raises(IntegrityError, match="claim_amount"):
        claim_project(project, unit=unit, by=make.liaison_of(unit), amount=Decimal(0))


def test_what_the_lock_did_not_see_the_database_holds_and_says_in_words(unit, monkeypatch):
    """Another unit's claim comes in after this one has looked, as if there were no lock."""
    project = make.ProjectFactory(capacity=1)
    seen = claiming.claims_there

    def look(*asked):
        found = seen(*asked)
        make.ClaimFactory(project=project, part="partner", ordinal=9)
        return found

    monkeypatch.setattr(claiming, "claims_there", look)
    with pytest.raises(Refusal) as refused:
        claim_project(project, unit=unit, by=make.liaison_of(unit))
    assert refused.value.code == "full"
