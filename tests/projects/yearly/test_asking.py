"""请核对 and 再次提醒: who is told, how many, and what is said where there is nobody."""

import datetime as dt

import pytest

from members.models import Appointment, Enrolment
from portal.outbox.models import Outbox
from portal.refusals import Forbidden, Refusal
from projects.listings.models import Project
from projects.yearly.actions import ask_units, remind_of_renewals
from tests import factories as make
from tests.projects.yearly.conftest import NEXT

pytestmark = pytest.mark.django_db


def asked(office) -> int:
    return ask_units(make.street(), year=NEXT, by=office)


def reminded(office) -> int:
    return remind_of_renewals(make.street(), year=NEXT, by=office)


def told() -> list[int]:
    """Everybody a notice is on its way to."""
    return sorted(pk for job in Outbox.objects.all() for pk in job.payload["user_ids"])


def offered(unit, **fields):
    return make.ClaimFactory(
        project=fields.pop("project", None) or make.ProjectFactory(year=NEXT, capacity=None),
        unit=unit,
        **{"kind": "renewal", "state": "offered", "answer_until": "2099-01-01T00:00Z"} | fields,
    )


def test_two_people_of_one_unit_are_both_asked_and_count_as_one_unit(office, unit, liaison) -> None:
    colleague = make.liaison_of(unit, role="secretary")
    make.member("无人单位")
    assert (asked(office), told()) == (1, sorted([liaison.pk, colleague.pk]))


def test_who_acts_for_nobody_any_more_is_not_asked(office, liaison) -> None:
    former = make.liaison_of(make.member("区税务局"))
    Appointment.objects.filter(user=former).update(until_on=dt.date(2021, 1, 1))
    assert (asked(office), told()) == (1, [liaison.pk])


def test_a_unit_that_left_the_street_is_not_asked(office, unit, liaison) -> None:
    make.liaison_of(make.member("区税务局"))
    Enrolment.objects.filter(unit=unit).update(state="left", until_on=dt.date(2021, 1, 1))
    assert (asked(office), liaison.pk in told()) == (1, False)


def test_where_no_unit_has_a_liaison_the_office_is_told_so(office, unit) -> None:
    with pytest.raises(Refusal) as refused:
        asked(office)
    assert (refused.value.code, told()) == ("nobody_there", [])


def test_only_offers_that_wait_are_reminded_of(office, unit, liaison) -> None:
    offered(unit)
    offered(unit, state="confirmed")
    offered(unit, project=make.ProjectFactory(capacity=None))
    offered(unit, kind="new", project=make.ProjectFactory(year=NEXT), state="pending_unit")
    assert (reminded(office), told()) == (1, [liaison.pk])


def test_where_nobody_is_to_answer_there_is_nothing_to_remind_of(office) -> None:
    with pytest.raises(Refusal) as refused:
        reminded(office)
    assert refused.value.code == "nothing_offered"


@pytest.mark.parametrize("verb", [asked, reminded])
def test_only_the_office_of_the_street_asks_and_reminds(verb, unit, liaison) -> None:
    offered(unit)
    with pytest.raises(Forbidden):
        verb(make.staff_of(make.street("枫泾镇", "310116102")))
    assert (told(), Project.objects.count()) == ([], 1)
