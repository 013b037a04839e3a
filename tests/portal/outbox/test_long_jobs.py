from unittest import mock

import pytest

from portal.outbox import actions
from portal.outbox.bell import LONG_LIMITS, Bell
from portal.outbox.handlers import LONG_JOBS
from tests.portal.outbox.conftest import ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "LONG_JOBS", LONG_JOBS | {"test"})


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> mock.Mock:
    bell = mock.Mock(spec=Bell)
    monkeypatch.setattr(actions, "BELL", bell)
    return bell


def test_the_sweep_rings_for_a_long_job_and_does_not_run_it(long, bell: mock.Mock, done: list[int]) -> None:
    ask(1)
    bell.reset_mock()
    assert (actions.sweep(seconds=10), done) == (0, [])
    assert bell.ring.mock_calls == [mock.call("test:1", long=True)]


def test_the_sweep_runs_a_short_job_itself(bell: mock.Mock, done: list[int]) -> None:
    ask(1)
    assert (actions.sweep(seconds=10), done) == (1, [1])


def test_whoever_asks_for_a_long_job_rings_for_a_long_time(long, bell: mock.Mock, done: list[int]) -> None:
    ask(1)
    assert bell.ring.mock_calls == [mock.call("test:1", long=True)]


def test_the_command_runs_long_jobs_too(long, bell: mock.Mock, done: list[int]) -> None:
    ask(1)
    assert (actions.run_due(), done) == (1, [1])


def test_a_long_job_has_half_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    with mock.patch("portal.outbox.bell.app.send_task") as sent:
        Bell().ring("test:1", long=True)
    assert {name: sent.call_args.kwargs[name] for name in LONG_LIMITS} == LONG_LIMITS
