"""对调 and 调整: both sides agree, or the office says why; what moved meanwhile is not agreed to."""

import datetime as dt

import pytest
import time_machine

from alliances.councils.actions import leave
from alliances.models import Duty, DutyChange, Swap
from alliances.rotation.actions import (
    accept_swap,
    decline_swap,
    end_rotation,
    override,
    propose_swap,
    publish_all,
    undo_swap,
    void_passed,
    withdraw_swap,
)
from alliances.rotation.todos import duties_to_override, swaps_to_answer
from portal.outbox.models import Outbox
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from tests import factories as make

pytestmark = pytest.mark.django_db
NOVEMBER = dt.date(2026, 11, 15)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(dt.datetime(2026, 11, 15, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def rotation():
    """甲 has October and January, 乙 November and February, 丙 December and March."""
    made = make.rotation_of("甲", "乙", "丙", anchor=dt.date(2026, 10, 1), publish_ahead=4)
    publish_all(NOVEMBER)
    return made


@pytest.fixture
def people(rotation):
    return {seat.unit.name: make.liaison_of(seat.unit) for seat in rotation.seats.select_related("unit")}


def duty(rotation, month, slot=1):
    return rotation.duties.get(period__month=month, slot=slot)


def holders(rotation, *months):
    return [duty(rotation, month).holder.name for month in months]


def refused(act, *args, **kwargs):
    with pytest.raises(Refusal) as no:
        act(*args, **kwargs)
    return no.value.code


def proposed(rotation, people):
    """丙 would rather have January than December."""
    return propose_swap(duty(rotation, 12), duty(rotation, 1), by=people["丙"], reason="年终决算")


def test_a_swap_both_agree_to_exchanges_two_duties_and_no_other(rotation, people):
    swap = accept_swap(proposed(rotation, people), by=people["甲"])
    assert holders(rotation, 10, 11, 12, 1, 2, 3) == ["甲", "乙", "甲", "丙", "乙", "丙"]
    assert (swap.state, swap.proposed_by, swap.answered_by) == ("accepted", people["丙"], people["甲"])
    changes = DutyChange.objects.values_list("kind", "from_unit__name", "to_unit__name", "swap")
    assert set(changes) == {("swap", "丙", "甲", swap.pk), ("swap", "甲", "丙", swap.pk)}
    labels = Step.objects.about(swap).order_by("id").values_list("label", "for_unit__name")
    assert list(labels) == [("提出对调", "丙"), ("同意对调", "甲")]


def test_who_is_asked_finds_it_among_the_to_dos(rotation, people):
    proposed(rotation, people)
    assert [todo.verb for todo in swaps_to_answer(people["甲"], 10).items] == ["去答复"]
    assert swaps_to_answer(people["乙"], 10).total == 0
    assert swaps_to_answer(make.staff_of(), 10).total == 0


def test_both_units_hear_of_what_moved(rotation, people):
    accept_swap(proposed(rotation, people), by=people["甲"])
    told = [row.payload["user_ids"] for row in Outbox.objects.filter(key__startswith="duty-change:")]
    assert told == [sorted([people["甲"].pk, people["丙"].pk])] * 2


def test_nobody_else_answers_for_the_unit(rotation, people):
    swap = proposed(rotation, people)
    for stranger in (people["乙"], people["丙"]):
        with pytest.raises(Forbidden):
            accept_swap(swap, by=stranger)
    with pytest.raises(Forbidden):
        propose_swap(duty(rotation, 12), duty(rotation, 2), by=people["甲"])
    with pytest.raises(Forbidden):
        withdraw_swap(swap, by=people["甲"])


def test_staff_answer_on_behalf_and_say_on_what_basis(rotation, people):
    swap, office = proposed(rotation, people), make.staff_of()
    assert refused(accept_swap, swap, by=office) == "basis_needed"
    accept_swap(swap, by=office, basis="电话")
    assert Step.objects.about(swap).get(verb="accept").basis == "电话"


def test_an_answer_is_given_once(rotation, people):
    swap = proposed(rotation, people)
    accept_swap(swap, by=people["甲"])
    assert refused(accept_swap, swap, by=people["甲"]) == "wrong_state"
    assert refused(decline_swap, swap, by=people["甲"]) == "wrong_state"
    assert DutyChange.objects.count() == 2


def test_declined_and_withdrawn_ones_move_nothing(rotation, people):
    declined = decline_swap(proposed(rotation, people), by=people["甲"], reason="有安排")
    assert (declined.state, declined.end_reason) == ("declined", "有安排")
    withdrawn = withdraw_swap(proposed(rotation, people), by=people["丙"])
    assert (withdrawn.state, withdrawn.answered_by) == ("withdrawn", None)
    assert holders(rotation, 12, 1) == ["丙", "甲"]


def test_what_cannot_be_swapped_is_refused_in_words(rotation, people):
    c = people["丙"]
    assert refused(propose_swap, duty(rotation, 12), duty(rotation, 3), by=c) == "same_unit"
    assert refused(propose_swap, duty(rotation, 12), duty(rotation, 11), by=c) == "begun"
    other = make.DutyFactory()
    assert refused(propose_swap, duty(rotation, 12), other, by=c) == "other_rotation"
    proposed(rotation, people)
    assert refused(proposed, rotation, people) == "already_proposed"


def test_a_period_that_begins_meanwhile_ends_the_proposal(rotation, people):
    swap = proposed(rotation, people)
    december = dt.date(2026, 12, 1)
    assert refused(accept_swap, swap, by=people["甲"], today=december) == "begun"
    assert (void_passed(december), void_passed(december)) == (1, 0)
    swap.refresh_from_db()
    assert (swap.state, swap.answered_by, "已经开始" in swap.end_reason) == ("void", None, True)
    assert refused(accept_swap, swap, by=people["甲"]) == "wrong_state"


def test_a_duty_that_moved_meanwhile_ends_the_proposals_about_it(rotation, people):
    swap = proposed(rotation, people)
    unit = duty(rotation, 11).holder
    override(duty(rotation, 1), unit, by=make.staff_of(), reason="党委换届")
    swap.refresh_from_db()
    assert (swap.state, swap.end_reason) == ("void", "涉及的轮值已另行调整，这次对调失效。")
    told = Outbox.objects.get(key=f"swap:{swap.pk}:void").payload["user_ids"]
    assert told == sorted([people["甲"].pk, people["丙"].pk])


def test_one_accepted_swap_ends_the_others(rotation, people):
    first = proposed(rotation, people)
    second = propose_swap(duty(rotation, 2), duty(rotation, 12), by=people["乙"])
    accept_swap(first, by=people["甲"])
    second.refresh_from_db()
    assert second.state == "void"


def test_a_holder_that_is_not_the_one_who_was_asked_is_never_agreed_to(rotation, people):
    """Even where nobody had marked the proposal as void."""
    swap = proposed(rotation, people)
    office, unit = make.staff_of(), duty(rotation, 11).holder
    override(duty(rotation, 1), unit, by=office, reason="党委换届")
    Swap.objects.filter(pk=swap.pk).update(state="proposed")
    assert refused(accept_swap, swap, by=people["甲"]) == "stale_swap"


def test_a_swap_gives_nobody_two_slots_of_one_period():
    rotation = make.rotation_of("甲", "乙", "丙", anchor=dt.date(2026, 10, 1), slots=2, publish_ahead=4)
    publish_all(NOVEMBER)  # 10: 甲乙, 11: 丙甲, 12: 乙丙, 1: 甲乙
    a = make.liaison_of(rotation.seats.get(unit__name="甲").unit)
    assert refused(propose_swap, duty(rotation, 1, 1), duty(rotation, 12, 1), by=a) == "already_on_duty"
    assert Duty.objects.filter(rotation=rotation).count() == 12


def test_two_slots_of_one_period_can_be_swapped():
    rotation = make.rotation_of("甲", "乙", "丙", anchor=dt.date(2026, 10, 1), slots=2, publish_ahead=4)
    publish_all(NOVEMBER)
    b, c = (make.liaison_of(rotation.seats.get(unit__name=name).unit) for name in "乙丙")
    accept_swap(propose_swap(duty(rotation, 12, 1), duty(rotation, 12, 2), by=b), by=c)
    assert [duty(rotation, 12, slot).holder.name for slot in (1, 2)] == ["丙", "乙"]


def test_a_duty_can_move_again(rotation, people):
    accept_swap(proposed(rotation, people), by=people["甲"])
    back = propose_swap(duty(rotation, 12), duty(rotation, 1), by=people["甲"])
    accept_swap(back, by=people["丙"])
    assert holders(rotation, 12, 1) == ["丙", "甲"]


def test_an_ended_rotation_swaps_no_more(rotation, people):
    swap = proposed(rotation, people)
    end_rotation(rotation, by=make.staff_of(), reason="换届")
    assert refused(accept_swap, swap, by=people["甲"]) == "ended"


def test_the_office_gives_a_duty_to_another_unit_and_says_why(rotation):
    office, unit = make.staff_of(), duty(rotation, 11).holder
    change = override(duty(rotation, 12), unit, by=office, reason="单位搬迁")
    assert (change.kind, change.reason, change.from_unit.name) == ("override", "单位搬迁", "丙")
    assert holders(rotation, 11, 12, 1) == ["乙", "乙", "甲"]


def test_an_override_is_refused_in_words(rotation, people):
    office, unit = make.staff_of(), duty(rotation, 11).holder
    december = duty(rotation, 12)
    assert refused(override, december, unit, by=office, reason="") == "reason_needed"
    assert refused(override, december, december.holder, by=office, reason="误") == "same_unit"
    assert refused(override, december, make.member(), by=office, reason="误") == "not_member"
    assert refused(override, duty(rotation, 10), unit, by=office, reason="误") == "over"
    with pytest.raises(Forbidden):
        override(december, unit, by=people["乙"], reason="我来")


def test_an_override_gives_nobody_two_slots_of_one_period():
    rotation = make.rotation_of("甲", "乙", "丙", anchor=dt.date(2026, 10, 1), slots=2)
    publish_all(NOVEMBER)
    unit = duty(rotation, 12, 2).holder
    act = {"by": make.staff_of(), "reason": "误"}
    assert refused(override, duty(rotation, 12, 1), unit, **act) == "already_on_duty"
    assert duty(rotation, 12, 1).holder.name == "乙"


def test_a_unit_that_took_over_and_left_is_on_the_offices_list(rotation):
    office, unit = make.staff_of(), duty(rotation, 11).holder
    override(duty(rotation, 12), unit, by=office, reason="单位搬迁")
    assert duties_to_override(office, 10).total == 0
    leave(rotation.alliance.memberships.get(unit=unit), by=office, left_by="来函")
    assert [todo.title[:8] for todo in duties_to_override(office, 10).items] == ["2026年12月", "2027年2月 "]


def test_who_agreed_takes_it_back_and_both_duties_are_as_before(rotation, people):
    swap = accept_swap(proposed(rotation, people), by=people["甲"])
    undone = undo_swap(swap, by=people["甲"])
    assert (undone.state, undone.end_reason, undone.answered_by) == ("void", "对方撤回了同意。", None)
    assert holders(rotation, 12, 1) == ["丙", "甲"]
    kinds = DutyChange.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["swap", "swap", "undo", "undo"]
    again = accept_swap(proposed(rotation, people), by=people["甲"])
    assert (again.state, holders(rotation, 12, 1)) == ("accepted", ["甲", "丙"])


def test_only_who_agreed_takes_it_back_and_only_once_and_in_time(rotation, people):
    swap = proposed(rotation, people)
    assert refused(undo_swap, swap, by=people["甲"]) == "wrong_state"
    accept_swap(swap, by=people["甲"])
    assert refused(undo_swap, swap, by=people["丙"]) == "not_yours"
    with time_machine.travel(dt.datetime(2026, 11, 15, 2, 11, tzinfo=dt.UTC), tick=False):
        assert refused(undo_swap, swap, by=people["甲"]) == "too_late"
    undo_swap(swap, by=people["甲"])
    assert refused(undo_swap, swap, by=people["甲"]) == "wrong_state"


def test_what_moved_again_or_began_does_not_go_back(rotation, people):
    swap = accept_swap(proposed(rotation, people), by=people["甲"])
    assert refused(undo_swap, swap, by=people["甲"], today=dt.date(2026, 12, 1)) == "begun"
    other = rotation.seats.get(unit__name="乙").unit
    override(duty(rotation, 12), other, by=make.staff_of(), reason="换届")
    assert refused(undo_swap, swap, by=people["甲"]) == "moved"


def test_on_the_page_the_answer_can_be_taken_back(client, rotation, people):
    swap = proposed(rotation, people)
    client.force_login(people["甲"])
    accepted = client.post(f"/swaps/{swap.pk}/accept/", follow=True)
    assert "已同意对调" in accepted.content.decode()
    client.post(f"/swaps/{swap.pk}/undo/")
    assert (Swap.objects.get().state, holders(rotation, 12, 1)) == ("void", ["丙", "甲"])
    assert "撤回对调" not in client.get("/").content.decode()
