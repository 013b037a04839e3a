"""Proposing, both consents, filing, and taking it back."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.utils import timezone

from alliances.models import Pairing
from alliances.pairing.actions import (
    agree,
    agreeing,
    decline,
    draft_pairing,
    file_pairing,
    lapse_passed,
    propose,
    send_back,
    terminate,
    undo_pairing,
    withdraw,
)
from portal.workflow.models import Step
from tests import factories as make
from tests.alliances.pairing.world import (
    a_world,
    draft,
    locking_after,
    now,
    refused,
    rules_of,
    standing,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]
TODAY = dt.date(2026, 11, 20)
DECEMBER = dt.date(2026, 12, 31)


@pytest.fixture
def world():
    return a_world(answer_days=14)


def agreed(world):
    pairing = propose(draft(world), by=world.staff)
    agree(pairing, by=world.secretary, side="host")
    return agree(pairing, by=world.other, side="partner")


def test_from_a_draft_to_what_is_in_force(world):
    proposed = propose(draft(world), by=world.staff)
    assert (proposed.state, proposed.number, proposed.edition) == ("proposed", "朱泾-结-2026-0001", 1)
    assert timezone.localtime(proposed.answer_until).date() == TODAY + dt.timedelta(days=14)
    assert agree(proposed, by=world.other, side="partner").state == "proposed"
    assert agree(proposed, by=world.secretary, side="host").state == "agreed"
    filed = file_pairing(proposed, by=world.staff)
    assert (filed.state, filed.signed_on, filed.is_in_force(TODAY)) == ("filed", TODAY, True)
    assert list(Pairing.objects.in_force(TODAY)) == [filed]
    steps = Step.objects.about(filed).order_by("id").values_list("label", flat=True)
    assert list(steps) == ["提请双方同意", "结对单位一方同意", "双方同意", "备案"]


def test_numbers_go_on_within_the_year_and_stay_when_it_is_proposed_again(world):
    first = propose(draft(world), by=world.staff)
    send_back(first, by=world.other, reason="期限太长")
    second = propose(draft(world, partner=world.tax), by=world.staff)
    again = propose(now(first), by=world.staff)
    assert [second.number, again.number, again.edition] == ["朱泾-结-2026-0002", "朱泾-结-2026-0001", 2]


def test_a_liaison_and_the_other_sides_secretary_cannot_agree_for_a_side(world):
    proposed = propose(draft(world), by=world.staff)
    liaison = make.liaison_of(world.village)
    assert refused(partial(agree, proposed, by=liaison, side="host")) == "forbidden"
    assert refused(partial(agree, proposed, by=world.other, side="host")) == "forbidden"
    assert refused(partial(agree, proposed, by=world.other, side="both")) == "odd_side"


def test_staff_agree_for_a_side_on_a_basis(world):
    proposed = propose(draft(world), by=world.staff)
    assert refused(partial(agree, proposed, by=world.staff, side="host")) == "basis_needed"
    assert agree(proposed, by=world.staff, side="host", basis="纸质").host_agreed_by == world.staff


def test_agreeing_twice_changes_nothing(world):
    proposed = propose(draft(world), by=world.staff)
    first = agree(proposed, by=world.secretary, side="host")
    again = agree(proposed, by=world.secretary, side="host")
    assert (first.version, again.version) == (again.version, first.version)


def test_nobody_agrees_to_a_draft_or_after_it_lapsed(world):
    assert refused(partial(agree, draft(world), by=world.secretary, side="host")) == "wrong_state"
    proposed = propose(draft(world, partner=world.tax), by=world.staff)
    with time_machine.travel(timezone.now() + dt.timedelta(days=14, seconds=1)):
        assert refused(partial(agree, proposed, by=world.secretary, side="host")) == "lapsed"


def test_what_nobody_answered_lapses_once(world):
    proposed = propose(draft(world), by=world.staff)
    later = timezone.now() + dt.timedelta(days=15)
    assert (lapse_passed(timezone.now()), lapse_passed(later), lapse_passed(later)) == (0, 1, 0)
    assert (now(proposed).state, now(proposed).end_reason) == ("lapsed", "到期未获双方同意")


def test_a_unit_that_left_is_not_asked_and_does_not_agree(world):
    proposed = propose(draft(world), by=world.staff)
    world.finance.enrolments.update(state="left", until_on=TODAY)
    assert refused(partial(agree, proposed, by=world.secretary, side="host")) == "not_enrolled"
    waiting = draft(world, host=world.tax)
    assert refused(partial(propose, waiting, by=world.staff)) == "not_enrolled"


def test_either_side_declines_with_a_reason(world):
    proposed = propose(draft(world), by=world.staff)
    assert refused(partial(decline, proposed, by=world.other, reason=" ")) == "reason_needed"
    assert refused(partial(decline, proposed, by=world.staff, reason="来电")) == "basis_needed"
    declined = decline(proposed, by=world.other, reason="今年已有安排")
    assert (declined.state, declined.end_reason) == ("declined", "今年已有安排")
    assert refused(partial(agree, proposed, by=world.secretary, side="host")) == "wrong_state"


def test_whoever_drafted_withdraws(world):
    drafted = draft_pairing(world.programme, host=world.village, partner=world.finance, by=world.other)
    assert refused(partial(withdraw, drafted, by=world.secretary)) == "forbidden"
    assert withdraw(drafted, by=world.other).state == "withdrawn"
    assert told(f"pairing:{drafted.pk}:withdrawn") == []
    again = propose(
        draft_pairing(world.programme, host=world.village, partner=world.finance, by=world.secretary),
        by=world.secretary,
    )
    assert withdraw(again, by=world.secretary, reason="改期").state == "withdrawn"
    assert told(f"pairing:{again.pk}:withdrawn") == [2]


def test_sent_back_it_is_a_draft_without_consents(world):
    pairing = agreed(world)
    assert refused(partial(send_back, pairing, by=world.staff, reason="")) == "reason_needed"
    back = send_back(pairing, by=world.staff, reason="请补充期限")
    assert (back.state, back.host_agreed_at, back.partner_agreed_by, back.answer_until) == (
        "drafted",
        None,
        None,
        None,
    )


def test_the_side_that_has_its_number_is_told_so(world):
    rules_of(world.programme, most_per_host=1)
    standing(world, "filed")
    second = draft(world, partner=world.tax)
    assert refused(partial(propose, second, by=world.staff)) == "host_full"
    rules_of(world.programme, most_per_host=None, most_per_partner=1)
    third = draft(world, host=world.tax, partner=world.finance)
    assert refused(partial(propose, third, by=world.staff)) == "partner_full"


def test_an_office_with_four_eyes_files_what_another_drafted(world):
    make.OfficePolicyFactory(region=make.street(), four_eyes=True)
    pairing = draft_pairing(world.programme, host=world.village, partner=world.finance, by=world.staff)
    propose(pairing, by=world.staff)
    agree(pairing, by=world.secretary, side="host")
    agree(pairing, by=world.other, side="partner")
    assert refused(partial(file_pairing, pairing, by=world.staff)) == "four_eyes"
    assert file_pairing(pairing, by=make.staff_of(), signed_on=dt.date(2026, 11, 1)).signed_on == dt.date(
        2026, 11, 1
    )


def test_only_the_office_files(world):
    assert refused(partial(file_pairing, agreed(world), by=world.secretary)) == "forbidden"


def test_ones_own_proposal_and_filing_are_taken_back(world):
    proposed = propose(draft(world), by=world.staff)
    back = undo_pairing(proposed, by=world.staff)
    assert (back.state, back.answer_until, told(f"pairing:{back.pk}:proposed")) == ("drafted", None, [])
    filed = file_pairing(agreed_again(world, back), by=world.staff)
    assert told(f"pairing:{back.pk}:filed") == [2]
    unfiled = undo_pairing(filed, by=world.staff)
    assert (unfiled.state, unfiled.filed_at, told(f"pairing:{back.pk}:filed")) == ("agreed", None, [])


def agreed_again(world, pairing):
    propose(pairing, by=world.staff)
    agree(pairing, by=world.secretary, side="host")
    return agree(pairing, by=world.other, side="partner")


def test_a_consent_is_taken_back_the_first_and_the_second(world):
    proposed = propose(draft(world), by=world.staff)
    agree(proposed, by=world.secretary, side="host")
    assert undo_pairing(proposed, by=world.secretary).host_agreed_by is None
    agree(proposed, by=world.secretary, side="host")
    agree(proposed, by=world.other, side="partner")
    assert refused(partial(undo_pairing, proposed, by=world.secretary)) == "not_yours"
    back = undo_pairing(proposed, by=world.other)
    assert (back.state, back.partner_agreed_at, back.host_agreed_by) == ("proposed", None, world.secretary)


def test_a_termination_is_taken_back_within_ten_minutes_only(world):
    pairing = terminate(standing(world, "filed"), by=world.other, reason="撤并")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=10, seconds=1)):
        assert refused(partial(undo_pairing, pairing, by=world.other)) == "too_late"
    back = undo_pairing(pairing, by=world.other)
    assert (back.state, back.ended_on, back.end_reason) == ("filed", None, "")


def test_declining_is_final(world):
    declined = decline(propose(draft(world), by=world.staff), by=world.other, reason="不需要")
    assert refused(partial(undo_pairing, declined, by=world.other)) == "wrong_state"


def test_whoever_holds_the_post_agrees_for_it(world):
    rules_of(world.programme, modes=["leaders"])
    leader = make.UserFactory()
    post = make.HoldingFactory(user=leader).post
    drafted = draft_pairing(world.programme, host=world.village, post=post, by=leader)
    assert list(Pairing.objects.visible_to(leader)) == [drafted]
    proposed = propose(drafted, by=leader)
    assert agree(proposed, by=leader, side="partner").partner_agreed_by == leader
    assert told(f"pairing:{drafted.pk}:proposed") == [2]


def test_what_was_proposed_is_not_proposed_again(world):
    assert refused(partial(propose, standing(world, "proposed"), by=world.staff)) == "wrong_state"


def test_a_proposal_answered_while_the_job_waited_does_not_lapse(world, monkeypatch):
    """The job read it as waiting; under the lock it is not any more."""
    pairing = standing(world, "proposed")
    later = timezone.now() + dt.timedelta(days=15)
    monkeypatch.setattr(agreeing, "lock_pairing", locking_after(withdraw, pairing, by=world.staff))
    assert (lapse_passed(later), now(pairing).state) == (0, "withdrawn")
