"""Submitting, publishing, returning and the rest: who may, who may not, twice, and back."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from members.models import OfficePolicy
from portal.outbox.models import Outbox
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.listings.actions import (
    close_listing,
    decide_many,
    not_adopt,
    publish,
    resume,
    return_listing,
    submit,
    suspend,
    undo_last,
    verify,
)
from projects.models import Claim, Need, Project, Resource
from tests.factories import (
    ClaimFactory,
    DraftNeedFactory,
    DraftProjectFactory,
    DraftResourceFactory,
    ProjectFactory,
    liaison_of,
    member,
    neighbourhood,
    staff_of,
    street,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def resource() -> Resource:
    return DraftResourceFactory(unit=member(), title="报告厅")


def handed_in(resource: Resource) -> Resource:
    return submit(resource, by=liaison_of(resource.unit))


def code_of(caught: pytest.ExceptionInfo[Refusal]) -> str:
    return caught.value.code


def test_the_publisher_hands_in_its_draft(resource: Resource) -> None:
    assert handed_in(resource).state == "submitted"
    assert Resource.objects.get().submitted_at is not None


def test_a_second_handing_in_is_refused(resource: Resource) -> None:
    handed_in(resource)
    with pytest.raises(Refusal) as caught:
        handed_in(resource)
    assert code_of(caught) == "wrong_state"


def test_another_unit_of_the_street_may_not_hand_it_in(resource: Resource) -> None:
    with pytest.raises(Forbidden):
        submit(resource, by=liaison_of(member("朱泾小学")))


def test_staff_hand_in_for_a_unit_only_with_a_basis(resource: Resource) -> None:
    clerk = staff_of()
    with pytest.raises(Refusal) as caught:
        submit(resource, by=clerk)
    submit(resource, by=clerk, basis="电话")
    assert code_of(caught) == "basis_needed"
    assert Step.objects.get().basis == "电话"
    assert Step.objects.get().for_unit == resource.unit


def test_publishing_gives_the_number_and_tells_the_publisher_in_ten_minutes(resource: Resource) -> None:
    liaison_of(resource.unit)
    published = publish(handed_in(resource), by=staff_of())
    assert (published.number, published.serial, published.state) == ("朱泾-资-2026-0001", 1, "published")
    assert Outbox.objects.get().due_at > timezone.now() + dt.timedelta(minutes=9)


def test_every_list_has_serials_of_its_own() -> None:
    office = staff_of()
    first = publish(DraftProjectFactory(unit=member()), by=office)
    second = publish(DraftProjectFactory(unit=member("朱泾小学")), by=office)
    need = publish(DraftNeedFactory(unit=member("区司法局")), by=office)
    assert [each.number for each in (first, second, need)] == [
        "朱泾-项-2026-0001",
        "朱泾-项-2026-0002",
        "朱泾-需-2026-0001",
    ]


def test_the_publisher_does_not_publish_its_own(resource: Resource) -> None:
    with pytest.raises(Forbidden):
        publish(handed_in(resource), by=liaison_of(resource.unit))


def test_staff_of_another_street_do_not_publish(resource: Resource) -> None:
    with pytest.raises(Forbidden):
        publish(handed_in(resource), by=staff_of(street("枫泾镇", "310116102")))


def test_whoever_only_handles_does_not_publish(resource: Resource) -> None:
    with pytest.raises(Forbidden):
        publish(handed_in(resource), by=staff_of(roles=("handler",)))


def test_with_four_eyes_whoever_entered_it_does_not_publish_it() -> None:
    OfficePolicy.objects.create(region=street(), four_eyes=True)
    office = staff_of()
    entered = DraftResourceFactory(unit=member(), entered_by=office)
    with pytest.raises(Forbidden) as caught:
        publish(entered, by=office)
    assert code_of(caught) == "four_eyes"
    assert publish(entered, by=staff_of()).state == "published"


def test_without_four_eyes_one_person_enters_and_publishes() -> None:
    office = staff_of()
    assert publish(DraftResourceFactory(unit=member(), entered_by=office), by=office).state == "published"


@pytest.mark.parametrize(("act", "state"), [(return_listing, "returned"), (not_adopt, "not_adopted")])
def test_sending_back_says_why(resource: Resource, act: object, state: str) -> None:
    handed_in(resource)
    office = staff_of()
    with pytest.raises(Refusal) as caught:
        act(resource, by=office, opinion=" ")
    assert code_of(caught) == "reason_needed"
    assert act(resource, by=office, opinion="请补充可用时间").state == state
    assert Step.objects.newest_first().first().opinion == "请补充可用时间"


def test_what_was_returned_can_be_handed_in_again(resource: Resource) -> None:
    return_listing(handed_in(resource), by=staff_of(), opinion="请补充")
    assert handed_in(resource).state == "submitted"


def test_a_resource_is_suspended_and_resumed(resource: Resource) -> None:
    office = staff_of()
    publish(resource, by=office)
    assert suspend(resource, by=liaison_of(resource.unit), opinion="场地维修").state == "suspended"
    assert resume(resource, by=office).state == "published"


def test_the_publisher_does_not_resume_what_was_suspended(resource: Resource) -> None:
    publish(resource, by=staff_of())
    liaison = liaison_of(resource.unit)
    suspend(resource, by=liaison, opinion="场地维修")
    with pytest.raises(Forbidden):
        resume(resource, by=liaison)


def test_a_need_is_not_suspended_but_closed() -> None:
    need = publish(DraftNeedFactory(unit=member()), by=staff_of())
    with pytest.raises(Refusal) as caught:
        suspend(need, by=liaison_of(need.unit), opinion="不急")
    assert code_of(caught) == "not_for_needs"
    assert close_listing(need, by=liaison_of(need.unit), opinion="已解决").state == "closed"


def test_a_project_with_a_claim_under_way_is_not_closed() -> None:
    project = ProjectFactory(unit=neighbourhood())
    ClaimFactory(project=project, state="confirmed")
    with pytest.raises(Refusal) as caught:
        close_listing(project, by=staff_of(), opinion="已完成", basis="会上")
    assert code_of(caught) == "claims_under_way"


def test_a_published_listing_is_verified_but_a_draft_is_not(resource: Resource) -> None:
    office = staff_of()
    with pytest.raises(Refusal) as caught:
        verify(resource, by=office)
    publish(resource, by=office)
    verify(resource, by=office)
    assert code_of(caught) == "wrong_state"
    assert Resource.objects.get().verified_on == timezone.localdate()


def test_undoing_a_publishing_keeps_the_number_and_withdraws_the_notice(resource: Resource) -> None:
    office = staff_of()
    publish(handed_in(resource), by=office)
    undone = undo_last(resource, by=office)
    assert (undone.state, undone.number, undone.published_at) == ("submitted", "朱泾-资-2026-0001", None)
    assert Outbox.objects.count() == 0
    assert publish(resource, by=office).number == "朱泾-资-2026-0001"


def test_undoing_a_second_handing_in_keeps_the_moment_of_the_first(resource: Resource) -> None:
    liaison, office = liaison_of(resource.unit), staff_of()
    first = submit(resource, by=liaison)
    return_listing(resource, by=office, opinion="请补充")
    submit(resource, by=liaison)
    undone = undo_last(resource, by=liaison)
    assert undone.state == "returned"
    assert abs(undone.submitted_at - first.submitted_at) < dt.timedelta(seconds=1)


def test_undoing_a_first_handing_in_leaves_no_moment(resource: Resource) -> None:
    liaison = liaison_of(resource.unit)
    submit(resource, by=liaison)
    assert undo_last(resource, by=liaison).submitted_at is None


def test_a_second_undo_is_refused(resource: Resource) -> None:
    office = staff_of()
    publish(resource, by=office)
    undo_last(resource, by=office)
    with pytest.raises(Refusal) as caught:
        undo_last(resource, by=office)
    assert code_of(caught) == "wrong_state"


def test_nobody_undoes_what_another_did(resource: Resource) -> None:
    publish(resource, by=staff_of())
    with pytest.raises(Forbidden) as caught:
        undo_last(resource, by=staff_of())
    assert code_of(caught) == "not_yours"


def test_after_ten_minutes_it_stands(resource: Resource) -> None:
    office = staff_of()
    publish(resource, by=office)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)), pytest.raises(Refusal) as caught:
        undo_last(resource, by=office)
    assert code_of(caught) == "too_late"


def test_the_publishing_of_an_unclaimed_project_is_undone() -> None:
    office = staff_of()
    project = publish(DraftProjectFactory(unit=neighbourhood()), by=office)
    undone = undo_last(project, by=office)
    assert (undone.state, undone.published_at) == ("draft", None)


def test_a_publishing_is_not_undone_once_somebody_claimed() -> None:
    office = staff_of()
    project = publish(DraftProjectFactory(unit=neighbourhood()), by=office)
    Claim.objects.create(project=project, unit=member(), ordinal=1, state="submitted")
    with pytest.raises(Refusal) as caught:
        undo_last(project, by=office)
    assert code_of(caught) == "claimed"
    assert Project.objects.get().state == "published"


def test_a_bulk_decision_does_what_it_can_and_says_what_it_cannot() -> None:
    office = staff_of()
    waits = DraftNeedFactory(unit=member(), state="submitted")
    over = DraftNeedFactory(unit=waits.unit, state="not_adopted")
    foreign = DraftNeedFactory(region=street("枫泾镇", "310116102"))
    ids = [waits.pk, over.pk, foreign.pk, waits.pk]
    outcomes = decide_many(Need, ids, verb="publish", by=office)
    assert [(each.id, each.done, each.code) for each in outcomes] == [
        (waits.pk, True, ""),
        (over.pk, False, "wrong_state"),
        (foreign.pk, False, "not_found"),
    ]
