import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from portal.outbox import actions
from portal.outbox.handlers import Handler
from portal.outbox.models import Heartbeat, Outbox, OutboxQuerySet
from portal.outbox.planning import MAX_ATTEMPTS
from tests.portal.outbox.conftest import ask, in_thread

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_sweepers_do_each_job_once(done: list[int]) -> None:
    for number in range(40):
        ask(number)
    for sweeper in [in_thread(actions.run_due), in_thread(actions.run_due)]:
        sweeper.join()
    assert sorted(done) == list(range(40))


def sweep_while_a_job_runs(handle: Callable[[Handler], None]) -> int:
    """How often a job is done when a sweep comes by a minute after it began and while it runs."""
    begun, finish, effects = threading.Event(), threading.Event(), []

    def slow_the_first_time(payload: dict[str, Any]) -> None:
        effects.append(payload)
        if len(effects) == 1:
            begun.set()
            finish.wait(10)

    handle(slow_the_first_time)
    ask(1)
    worker = in_thread(lambda: actions.run_one("test:1"))
    begun.wait(10)
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        actions.run_due()
    finish.set()
    worker.join()
    return len(effects)


def test_a_job_that_runs_is_left_alone(handle: Callable[[Handler], None]) -> None:
    assert sweep_while_a_job_runs(handle) == 1


def test_without_the_row_lock_it_would_be_done_twice(
    handle: Callable[[Handler], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OutboxQuerySet, "select_for_update", lambda rows, **options: rows)
    assert sweep_while_a_job_runs(handle) == 2


def test_what_a_failed_job_wrote_is_undone(handle: Callable[[Handler], None]) -> None:
    def write_and_fail(payload: dict[str, Any]) -> None:
        Heartbeat.objects.create(name="written", beat_at=timezone.now())
        raise IntegrityError("no")

    handle(write_and_fail)
    ask(1)
    actions.run_due()
    job = Outbox.objects.get()
    assert Heartbeat.objects.count() == 0
    assert (job.state, job.attempts, job.last_error) == ("pending", 1, "IntegrityError: no")


def test_a_phone_in_an_error_is_masked(handle: Callable[[Handler], None]) -> None:
    def fail(payload: dict[str, Any]) -> None:
        raise ValueError("cannot reach 13812345678")

    handle(fail)
    ask(1)
    actions.run_due()
    assert Outbox.objects.get().last_error == "ValueError: cannot reach 138****5678"


def fail_until_given_up(handle: Callable[[Handler], None]) -> int:
    """Runs a job that always fails, an hour apart; how often it was tried."""
    tries = []

    def fail(payload: dict[str, Any]) -> None:
        tries.append(payload)
        raise ValueError("never")

    handle(fail)
    ask(1)
    start = timezone.now()
    for hour in range(MAX_ATTEMPTS + 3):
        with time_machine.travel(start + timedelta(hours=hour, seconds=hour), tick=False):
            actions.run_due()
    return len(tries)


def test_a_job_that_always_fails_is_given_up(handle: Callable[[Handler], None]) -> None:
    assert fail_until_given_up(handle) == MAX_ATTEMPTS
    assert Outbox.objects.get().state == "dead"


def test_a_job_given_up_can_be_revived(handle: Callable[[Handler], None], done: list[int]) -> None:
    fail_until_given_up(handle)
    handle(lambda payload: done.append(payload["number"]))
    assert actions.revive_dead() == 1
    assert (actions.run_due(), done) == (1, [1])


def test_a_job_that_kills_its_worker_every_time_is_given_up(done: list[int]) -> None:
    ask(1)
    Outbox.objects.update(attempts=MAX_ATTEMPTS)
    actions.run_due()
    job = Outbox.objects.get()
    assert (job.state, job.last_error, done) == ("dead", "its worker was lost each time", [])


def test_a_job_with_a_failed_one_before_it_is_still_done(handle: Callable[[Handler], None]) -> None:
    reached = []

    def fail_on_one(payload: dict[str, Any]) -> None:
        reached.append(payload["number"])
        assert payload["number"] != 1

    handle(fail_on_one)
    ask(1)
    ask(2)
    assert (actions.run_due(), reached) == (2, [1, 2])
    assert list(Outbox.objects.order_by("key").values_list("state", flat=True)) == ["pending", "done"]


def test_no_job_is_begun_after_the_time_is_up(done: list[int]) -> None:
    ask(1)
    assert (actions.sweep(seconds=0), done) == (0, [])


def test_a_state_nobody_knows_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="outbox_state_is_known"):
        Outbox.objects.create(kind="test", key="k", payload={}, state="odd")


def test_done_without_a_time_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="outbox_done_has_a_time"):
        Outbox.objects.create(kind="test", key="k", payload={}, state="done")


def test_done_before_asked_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="outbox_done_after_created"):
        Outbox.objects.create(
            kind="test", key="k", payload={}, state="done", done_at=datetime(2000, 1, 1, tzinfo=UTC)
        )
