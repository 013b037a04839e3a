"""Units join streets, pause and leave."""

import datetime as dt

import pytest
from django.utils import timezone

from members.models import Enrolment, OfficePolicy
from members.units.actions import approve, change_contacts, decline, enrol_unit, leave, resume, suspend
from portal.inbox.models import Notice
from portal.outbox.actions import run_due
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from tests import factories as make

pytestmark = pytest.mark.django_db


def fengjing():
    return make.street("枫泾镇", "310116102")


def applied() -> Enrolment:
    """区财政局, a member in 朱泾, applies in 枫泾."""
    unit = make.member()
    return enrol_unit(unit, fengjing(), by=make.liaison_of(unit))


def test_the_office_enrols_a_unit_at_once_from_today() -> None:
    row = enrol_unit(make.UnitFactory(), make.street(), by=make.staff_of(), liaison_name="沈先生")
    assert (row.state, row.from_on, row.liaison_name) == ("active", timezone.localdate(), "沈先生")
    assert Step.objects.about(row).get().label == "登记入册"


def test_where_entering_and_deciding_are_apart_a_clerk_only_applies() -> None:
    OfficePolicy.objects.create(region=make.street(), four_eyes=True)
    clerk = make.staff_of(roles=("handler",))
    assert enrol_unit(make.UnitFactory(), make.street(), by=clerk).state == "applied"


def test_a_unit_applies_in_another_street_and_waits() -> None:
    row = applied()
    assert (row.state, row.region.name) == ("applied", "枫泾镇")
    assert Step.objects.about(row).get().for_unit == row.unit


def test_a_stranger_enrols_nobody() -> None:
    with pytest.raises(Forbidden):
        enrol_unit(make.UnitFactory(), make.street(), by=make.UserFactory())


def test_nobody_is_enrolled_twice_at_a_time() -> None:
    unit = make.member()
    with pytest.raises(Refusal) as refused:
        enrol_unit(unit, make.street(), by=make.staff_of())
    assert refused.value.code == "already_enrolled"


def test_who_left_may_join_again_from_the_next_day_on() -> None:
    office = make.staff_of()
    left = leave(make.EnrolmentFactory(), by=office)
    with pytest.raises(Refusal) as refused:
        enrol_unit(left.unit, left.region, by=office)
    assert refused.value.code == "already_enrolled"
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert enrol_unit(left.unit, left.region, by=office, from_on=tomorrow).state == "active"


def test_the_office_approves_an_application_and_the_unit_hears_of_it() -> None:
    row = approve(applied(), by=make.staff_of(fengjing()))
    run_due()
    assert (row.state, Notice.objects.get().title) == ("active", "区财政局（枫泾镇）：同意入册")


def test_an_application_is_declined_with_a_reason_only() -> None:
    row, office = applied(), make.staff_of(fengjing())
    with pytest.raises(Refusal) as refused:
        decline(row, by=office)
    assert refused.value.code == "reason_needed"
    assert decline(row, by=office, opinion="不在本镇").state == "left"


@pytest.mark.parametrize("verb", [approve, suspend, resume, leave])
def test_only_who_decides_in_the_street_moves_an_enrolment(verb) -> None:
    row = make.EnrolmentFactory()
    for user in (make.liaison_of(row.unit), make.staff_of(fengjing()), make.staff_of(roles=("handler",))):
        with pytest.raises(Forbidden):
            verb(row, by=user)
    row.refresh_from_db()
    assert row.state == "active"


def test_suspended_and_resumed_and_never_twice() -> None:
    row, office = make.EnrolmentFactory(), make.staff_of()
    assert suspend(row, by=office).state == "suspended"
    with pytest.raises(Refusal) as refused:
        suspend(row, by=office)
    assert refused.value.code == "wrong_state"
    assert resume(row, by=office).state == "active"
    assert [step.verb for step in Step.objects.about(row).order_by("pk")] == ["suspend", "resume"]


def test_leaving_ends_what_the_people_of_the_unit_may_do_there() -> None:
    row = make.EnrolmentFactory()
    liaison = make.liaison_of(row.unit)
    day = timezone.localdate() - dt.timedelta(days=3)
    left = leave(row, by=make.staff_of(), on=day)
    assert (left.state, left.until_on) == ("left", day)
    assert liaison.appointments.get().until_on == day


@pytest.mark.parametrize(
    ("on", "code"), [(dt.date(2999, 1, 1), "too_early"), (dt.date(1999, 1, 1), "before_start")]
)
def test_a_unit_leaves_neither_in_future_nor_before_it_came(on: dt.date, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        leave(make.EnrolmentFactory(), by=make.staff_of(), on=on)
    assert refused.value.code == code


def test_a_unit_and_its_office_keep_the_contacts() -> None:
    row = make.EnrolmentFactory()
    change_contacts(row, by=make.liaison_of(row.unit), liaison_phone="13900001111")
    change_contacts(row, by=make.staff_of(), secretary_name="蒋女士")
    row.refresh_from_db()
    assert (row.liaison_phone, row.secretary_name, row.version) == ("13900001111", "蒋女士", 3)
    with pytest.raises(Forbidden):
        change_contacts(row, by=make.liaison_of(make.member("别家")), liaison_name="某")


def test_a_job_of_the_portal_enrols_at_once() -> None:
    row = enrol_unit(make.UnitFactory(), make.street(), by=None)
    assert (row.state, Step.objects.about(row).get().basis) == ("active", "系统按期办理")
