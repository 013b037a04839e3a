"""The carry-over as a job: asked for once, done whole or not at all, tried again where it stopped."""

from unittest import mock

import pytest
from django.utils import timezone

from members.models import Appointment
from portal.inbox.models import Notice
from portal.outbox.actions import run_due
from portal.outbox.models import Outbox
from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import Machine
from projects.listings.models import Category, ListKind, Project
from projects.models import CarryOver
from projects.yearly.actions import given_up, retry, start_carry_over, take_back
from projects.yearly.jobs import carry_now
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db


class KilledError(Exception):
    """Stands for a worker that dies: nobody catches it."""


def start(office, **more) -> CarryOver:
    kinds = [ListKind.PROJECT]
    return start_carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=kinds, by=office, **more)


def carried() -> int:
    return Project.objects.filter(year=NEXT).count()


def again(asked: CarryOver) -> CarryOver:
    """What the sweep does once a dead worker's time is over."""
    Outbox.objects.update(due_at=timezone.now())
    run_due()
    return CarryOver.objects.get(pk=asked.pk)


def test_asking_answers_at_once_and_the_job_does_it(office, project) -> None:
    asked = start(office)
    assert (asked.state, carried()) == ("running", 0)
    run_due()
    asked.refresh_from_db()
    assert (asked.state, asked.drafts, asked.total, carried()) == ("done", {"project": 1}, 1, 1)


def test_what_was_left_out_stays_behind(office, project) -> None:
    asked = start(office, leave_out=[(ListKind.PROJECT, project.pk)])
    run_due()
    asked.refresh_from_db()
    assert (asked.drafts, carried()) == ({"project": 0}, 0)


def test_while_one_runs_no_other_begins_and_nothing_is_taken_back(office, project) -> None:
    start(office)
    for act in (
        lambda: start(make.staff_of()),
        lambda: take_back(make.street(), year=NEXT, kinds=ListKind, by=office),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "carry_over_running"


def test_killed_in_the_middle_it_leaves_nothing_and_goes_on_later(office, project) -> None:
    asked = start(office)
    with mock.patch.object(Machine, "begin_many", side_effect=KilledError):
        run_due()
    assert (carried(), Category.objects.filter(year=NEXT).count()) == (0, 0)
    assert (again(asked).state, carried()) == ("done", 1)


def test_a_job_that_runs_twice_carries_once(office, project) -> None:
    asked = start(office)
    payload = {"carry_over": asked.pk, "version": asked.version}
    for _ in range(2):
        carry_now(payload)
    assert (CarryOver.objects.get().version, carried()) == (asked.version + 1, 1)


def test_whoever_left_the_office_meanwhile_is_told_why_nothing_came(office, project) -> None:
    asked = start(office)
    Appointment.objects.filter(user=office).update(until_on="2020-12-31")
    run_due()
    asked.refresh_from_db()
    assert (asked.state, bool(asked.trouble), carried()) == ("failed", True, 0)
    run_due()
    assert Notice.objects.get().title == f"{asked}：未完成"


def test_what_was_given_up_is_tried_again_by_hand(office, project) -> None:
    asked = start(office)
    Outbox.objects.update(state="dead")
    assert given_up(asked)
    assert retry(asked, by=office).state == "running"
    run_due()
    assert carried() == 1


def test_what_was_given_up_holds_up_nobody(office, project) -> None:
    stopped = start(office)
    Outbox.objects.update(state="dead")
    start(office)
    stopped.refresh_from_db()
    assert (stopped.state, CarryOver.objects.running().count()) == ("failed", 1)


def test_only_the_office_asks_and_tries_again(liaison, project) -> None:
    failed = make.CarryOverFactory(state="failed", trouble="磁盘空间不足")
    for act in (lambda: start(liaison), lambda: retry(failed, by=liaison)):
        with pytest.raises(Forbidden):
            act()


def test_what_did_not_fail_is_not_tried_again(office) -> None:
    done = make.CarryOverFactory(state="done", drafts={"project": 0}, ended_at=timezone.now())
    with pytest.raises(Refusal) as refused:
        retry(done, by=office)
    assert refused.value.code == "wrong_state"


def test_what_failed_is_not_tried_again_while_another_runs(office, project) -> None:
    failed = start(office)
    CarryOver.objects.filter(pk=failed.pk).update(state="failed", trouble="磁盘已满")
    running = start(office)
    with pytest.raises(Refusal) as refused:
        retry(failed, by=office)
    assert (refused.value.code, running.state) == ("carry_over_running", "running")
