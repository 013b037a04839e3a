from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command

from portal.outbox import tasks
from portal.outbox.models import Heartbeat, Outbox
from tests.portal.outbox.conftest import ask

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_nudge_runs_its_row(done: list[int]) -> None:
    ask(1)
    ask(2)
    tasks.run_one("test:2")
    assert done == [2]


def test_a_nudge_for_a_row_that_is_gone_does_nothing(done: list[int]) -> None:
    tasks.run_one("test:1")
    assert done == []


def test_the_sweep_runs_what_no_nudge_reached(done: list[int]) -> None:
    ask(1)
    ask(2)
    tasks.sweep()
    assert done == [1, 2]


def test_the_command_does_the_same_without_celery(
    done: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    ask(1)
    call_command("run_outbox")
    assert (done, capsys.readouterr().out) == ([1], "已运行 1 项。\n")


def test_the_command_revives_what_was_given_up(done: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    ask(1)
    Outbox.objects.update(state="dead")
    call_command("run_outbox", "--revive")
    assert (done, capsys.readouterr().out) == ([1], "重新排队 1 项。\n已运行 1 项。\n")


def test_the_canary_leaves_one_heartbeat_with_the_latest_time() -> None:
    tasks.canary()
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=False):
        tasks.canary()
    assert list(Heartbeat.objects.values_list("name", "beat_at")) == [
        ("canary", datetime(2026, 11, 22, 8, tzinfo=UTC))
    ]


def test_every_scheduled_task_of_the_outbox_exists() -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {tasks.sweep.name, tasks.canary.name} <= scheduled
