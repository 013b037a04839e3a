import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from portal.outbox.models import Outbox
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.claims import actions
from projects.claims.models import Claim
from projects.claims.tasks import lapse_due
from projects.listings.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(unit, liaison):
    project = make.ProjectFactory(unit=make.neighbourhood())
    return actions.claim_project(project, unit=unit, by=liaison)


def claimed(claim):
    return Project.objects.get(pk=claim.project_id).claimed


def test_a_claim_goes_its_way_from_confirmed_to_closed(claim, liaison, office):
    states = [
        actions.confirm_claim(claim, by=office).state,
        actions.complete_claim(claim, by=liaison).state,
        actions.send_back_claim(claim, by=office, opinion="请补充照片").state,
        actions.complete_claim(claim, by=liaison).state,
        actions.close_claim(claim, by=office).state,
    ]
    assert states == ["confirmed", "completed", "confirmed", "completed", "closed"]
    assert Step.objects.about(claim).count() == 6


def test_a_liaison_cannot_confirm(claim, liaison):
    with pytest.raises(Forbidden):
        actions.confirm_claim(claim, by=liaison)


def test_a_clerk_without_review_cannot_confirm(claim):
    with pytest.raises(Forbidden):
        actions.confirm_claim(claim, by=make.staff_of(roles=("handler",)))


def test_another_streets_office_cannot_confirm(claim):
    with pytest.raises(Forbidden):
        actions.confirm_claim(claim, by=make.staff_of(make.street("枫泾镇", "310116102")))


def test_confirming_twice_is_refused_with_the_present_state(claim, office):
    actions.confirm_claim(claim, by=office)
    with pytest.raises(Refusal) as refused:
        actions.confirm_claim(claim, by=office)
    assert refused.value.code == "wrong_state"


def test_the_secretary_endorses_money(unit, liaison):
    project = make.ProjectFactory(unit=make.neighbourhood())
    claim = actions.claim_project(project, unit=unit, by=liaison, amount=Decimal(5000))
    with pytest.raises(Forbidden):
        actions.endorse_claim(claim, by=liaison)
    assert actions.endorse_claim(claim, by=make.liaison_of(unit, role="secretary")).state == "submitted"


def test_staff_endorse_with_a_basis(unit, liaison, office):
    project = make.ProjectFactory(unit=make.neighbourhood())
    claim = actions.claim_project(project, unit=unit, by=liaison, amount=Decimal(5000))
    with pytest.raises(Refusal) as refused:
        actions.endorse_claim(claim, by=office)
    assert refused.value.code == "basis_needed"
    assert actions.endorse_claim(claim, by=office, basis="纸质").state == "submitted"


def test_confirmed_money_becomes_a_promised_contribution(unit, liaison, office):
    project = make.ProjectFactory(unit=make.neighbourhood())
    claim = actions.claim_project(project, unit=unit, by=liaison, amount=Decimal(5000))
    actions.endorse_claim(claim, by=office, basis="纸质")
    actions.confirm_claim(claim, by=office)
    assert claim.contributions.get().promised == Decimal(5000)


@pytest.mark.parametrize("verb", ["withdraw_claim", "not_adopt_claim"])
def test_a_claim_that_ends_frees_its_place(claim, office, verb):
    getattr(actions, verb)(
        claim, by=office, opinion="重复", **({"basis": "电话"} if "withdraw" in verb else {})
    )
    assert claimed(claim) == 0


def test_a_release_needs_its_reason(claim, liaison, office):
    actions.confirm_claim(claim, by=office)
    with pytest.raises(Refusal) as refused:
        actions.release_claim(claim, by=liaison, opinion=" ")
    assert refused.value.code == "reason_needed"
    assert actions.release_claim(claim, by=liaison, opinion="人员调整").end_reason == "人员调整"
    assert claimed(claim) == 0


def test_the_unit_hears_of_a_confirmation_after_the_time_for_undoing(claim, office):
    actions.confirm_claim(claim, by=office)
    waiting = Outbox.objects.get()
    assert waiting.due_at > timezone.now() + dt.timedelta(minutes=9)


def test_undoing_a_confirmation_withdraws_its_notice(claim, office):
    actions.confirm_claim(claim, by=office)
    assert actions.undo_claim(claim, by=office).state == "submitted"
    assert Outbox.objects.count() == 0


def test_whoever_claimed_takes_it_back_and_claims_again(claim, unit, liaison):
    assert actions.undo_claim(claim, by=liaison).state == "withdrawn"
    assert claimed(claim) == 0
    again = actions.claim_project(claim.project, unit=unit, by=liaison)
    assert (again.state, again.ordinal) == ("submitted", 2)


def test_a_claim_can_be_taken_back_even_after_it_was_confirmed(claim, liaison, office):
    actions.confirm_claim(claim, by=office)
    assert actions.undo_claim(claim, by=liaison).state == "withdrawn"
    assert (claimed(claim), Outbox.objects.count()) == (0, 0)


def test_after_ten_minutes_nothing_is_taken_back(claim, liaison):
    later = timezone.now() + dt.timedelta(minutes=11)
    with time_machine.travel(later, tick=False), pytest.raises(Refusal) as refused:
        actions.undo_claim(claim, by=liaison)
    assert refused.value.code == "too_late"


def test_after_a_later_step_the_claim_is_not_taken_back(claim, liaison, office):
    actions.confirm_claim(claim, by=office)
    actions.complete_claim(claim, by=liaison)
    assert actions.undo_claim(claim, by=liaison).state == "confirmed"
    actions.complete_claim(claim, by=liaison)
    actions.send_back_claim(claim, by=office, opinion="请补充")
    with pytest.raises(Forbidden):
        actions.undo_claim(claim, by=liaison)


def test_undoing_a_sending_back_brings_back_when_it_was_completed(claim, liaison, office):
    actions.confirm_claim(claim, by=office)
    completed = actions.complete_claim(claim, by=liaison)
    assert actions.send_back_claim(claim, by=office, opinion="请补充").completed_at is None
    back = actions.undo_claim(claim, by=office)
    assert back.state == "completed"
    assert dt.timedelta(0) <= back.completed_at - completed.completed_at < dt.timedelta(seconds=1)


def test_undoing_a_sending_back_of_what_was_entered_as_completed(office):
    now = timezone.now()
    claim = make.ClaimFactory(state="completed", claimed_at=now, confirmed_at=now, completed_at=now)
    actions.send_back_claim(claim, by=office, opinion="请补充")
    back = actions.undo_claim(claim, by=office)
    assert (back.state, back.completed_at is None) == ("completed", False)


def test_an_endorsement_that_is_undone_waits_until_the_same_day(project, unit):
    claim = actions.claim_project(project, unit=unit, by=make.liaison_of(unit), amount=5000)
    day, secretary = claim.answer_until, make.liaison_of(unit, role="secretary")
    actions.endorse_claim(claim, by=secretary)
    back = actions.undo_claim(claim, by=secretary)
    assert (back.state, back.answer_until) == ("pending_unit", day)


def test_somebody_else_cannot_take_it_back(claim):
    with pytest.raises(Forbidden):
        actions.undo_claim(claim, by=make.liaison_of(claim.unit))


def test_a_release_is_not_undone_when_the_place_is_gone(claim, liaison, office):
    actions.confirm_claim(claim, by=office)
    actions.release_claim(claim, by=liaison, opinion="人员调整")
    other = make.member("区税务局")
    actions.claim_project(claim.project, unit=other, by=make.liaison_of(other), part="partner")
    with pytest.raises(Refusal) as refused:
        actions.undo_claim(claim, by=liaison)
    assert refused.value.code == "full"


def test_an_offer_lapses_on_its_day_and_frees_the_place(unit, office):
    project = make.ProjectFactory(unit=make.neighbourhood())
    offer = actions.offer_renewal(project, unit=unit, by=office)
    assert lapse_due() == 0
    Claim.objects.filter(pk=offer.pk).update(answer_until=timezone.now())
    assert (lapse_due(), claimed(offer)) == (1, 0)


def test_an_offer_that_lapsed_is_not_taken_up(unit, office):
    offer = actions.offer_renewal(make.ProjectFactory(unit=make.neighbourhood()), unit=unit, by=office)
    Claim.objects.filter(pk=offer.pk).update(answer_until=timezone.now())
    lapse_due()
    with pytest.raises(Refusal) as refused:
        actions.accept_renewal(offer, by=make.liaison_of(unit))
    assert (refused.value.code, Claim.objects.count()) == ("wrong_state", 1)


def test_a_renewal_taken_back_is_an_offer_again_until_its_day(unit, office):
    offer = actions.offer_renewal(make.ProjectFactory(unit=make.neighbourhood()), unit=unit, by=office)
    liaison, day = make.liaison_of(unit), offer.answer_until
    actions.confirm_claim(actions.accept_renewal(offer, by=liaison), by=office)
    back = actions.undo_claim(offer, by=liaison)
    assert (back.state, back.answer_until, back.confirmed_at) == ("offered", day, None)
    assert (claimed(back), actions.accept_renewal(back, by=liaison).state) == (1, "submitted")


def test_a_renewal_taken_back_after_its_day_frees_the_place(unit, office):
    offer = actions.offer_renewal(make.ProjectFactory(unit=make.neighbourhood()), unit=unit, by=office)
    liaison = make.liaison_of(unit)
    actions.accept_renewal(offer, by=liaison)
    Claim.objects.filter(pk=offer.pk).update(offer_until=timezone.now())
    assert (actions.undo_claim(offer, by=liaison).state, claimed(offer)) == ("withdrawn", 0)


def test_an_intention_is_taken_back_by_whoever_stated_it(unit, liaison):
    intention = actions.state_intention(make.ProjectFactory(unit=make.neighbourhood()), unit=unit, by=liaison)
    with pytest.raises(Forbidden):
        actions.undo_claim(intention, by=make.liaison_of(unit))
    assert actions.undo_claim(intention, by=liaison).state == "withdrawn"
    assert Step.objects.about(intention).latest("id").label == "撤回意向"


def test_an_intention_that_is_older_than_ten_minutes_is_not_taken_back(unit, liaison):
    intention = actions.state_intention(make.ProjectFactory(unit=make.neighbourhood()), unit=unit, by=liaison)
    later = timezone.now() + dt.timedelta(minutes=11)
    with time_machine.travel(later, tick=False), pytest.raises(Refusal) as refused:
        actions.undo_claim(intention, by=liaison)
    assert refused.value.code == "too_late"


def test_a_rejection_is_not_undone_when_the_unit_has_claimed_again(claim, unit, liaison, office):
    actions.not_adopt_claim(claim, by=office, opinion="重复")
    actions.claim_project(claim.project, unit=unit, by=liaison)
    with pytest.raises(Refusal) as refused:
        actions.undo_claim(claim, by=office)
    assert refused.value.code == "already_claimed"


def test_undoing_a_confirmation_takes_away_the_money_it_entered(unit, office):
    claim = make.ClaimFactory(unit=unit, state="submitted", amount=500)
    actions.confirm_claim(claim, by=office)
    assert claim.contributions.count() == 1
    actions.undo_claim(claim, by=office)
    assert claim.contributions.count() == 0


def test_undoing_a_confirmation_leaves_what_the_unit_had_promised(unit, liaison, office):
    claim = make.ClaimFactory(unit=unit, state="submitted", amount=500)
    actions.promise(claim, "money", Decimal(800), by=liaison)
    actions.confirm_claim(claim, by=office)
    actions.undo_claim(claim, by=office)
    assert claim.contributions.get().promised == 800


def test_what_was_claimed_from_an_intention_is_an_intention_again(unit, liaison, office):
    project = make.ProjectFactory(unit=make.neighbourhood())
    intention = actions.state_intention(project, unit=unit, by=liaison)
    actions.confirm_claim(actions.claim_project(project, unit=unit, by=liaison), by=office)
    back = actions.undo_claim(intention, by=liaison)
    assert (back.state, back.part, back.confirmed_at, claimed(back)) == ("intention", "partner", None, 0)
    assert actions.claim_project(project, unit=unit, by=liaison).pk == intention.pk


@pytest.mark.parametrize("amount", [Decimal(0), Decimal(-1)])
def test_an_amount_that_is_none_is_refused_in_words(unit, claim, liaison, amount):
    with pytest.raises(Refusal) as claiming:
        actions.claim_project(claim.project, unit=unit, by=liaison, amount=amount)
    with pytest.raises(Refusal) as promising:
        actions.promise(claim, "money", amount, by=liaison)
    assert [claiming.value.code, promising.value.code] == ["amount_not_positive"] * 2
