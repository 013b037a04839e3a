"""Jobs through killed workers and a broker that is killed, flushed or hangs: none lost, none done twice.

Real time passes here: what a dead worker had begun waits ten seconds, and the sweep comes every minute.
"""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from portal.outbox import actions
from portal.outbox.bell import Bell
from portal.outbox.models import Outbox
from tests.faults import workers

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
KILLS = 30
JOBS = 2000
RECOVERY = 120
"""Seconds within which everything has to be done after the last fault."""


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[workers.Broker]:
    own = workers.Broker(tmp_path)
    monkeypatch.setattr(actions, "BELL", Bell(own.url))
    yield own
    own.program.kill()


def done() -> int:
    return Outbox.objects.filter(state="done").count()


def wait_for_the_rest(jobs: int) -> None:
    """All done in time, each with exactly one effect."""
    workers.wait_until(lambda: done() == jobs, seconds=RECOVERY)
    assert workers.effects() == (jobs, jobs)


def test_thirty_workers_killed_during_two_thousand_jobs(broker: workers.Broker, tmp_path: Path) -> None:
    user_id, asked = workers.person(), 0
    for kill in range(1, KILLS + 1):
        with workers.worker(broker.url, tmp_path / "worker.log") as worker:
            before, more = done(), range(asked, JOBS * kill // KILLS)
            workers.ask(more, user_id=user_id)
            asked = more.stop
            workers.wait_until(lambda: done() >= before + 10, seconds=60)  # noqa: B023
            worker.kill()
    with workers.worker(broker.url, tmp_path / "worker.log", beat=True):
        wait_for_the_rest(JOBS)


def test_a_broker_that_is_flushed_forgets_nothing(broker: workers.Broker, tmp_path: Path) -> None:
    workers.ask(range(300), user_id=workers.person())
    with redis.Redis.from_url(broker.url) as client:
        client.flushall()
    with workers.worker(broker.url, tmp_path / "worker.log", beat=True):
        wait_for_the_rest(300)


def test_a_broker_that_is_killed_and_comes_back(broker: workers.Broker, tmp_path: Path) -> None:
    user_id = workers.person()
    with workers.worker(broker.url, tmp_path / "worker.log", beat=True):
        workers.ask(range(100), user_id=user_id)
        workers.wait_until(lambda: done() >= 10, seconds=60)
        broker.program.kill()
        workers.ask(range(100, 300), user_id=user_id)
        broker.start()
        wait_for_the_rest(300)


def test_a_broker_that_hangs_holds_up_one_commit_only(broker: workers.Broker, tmp_path: Path) -> None:
    user_id = workers.person()
    with workers.worker(broker.url, tmp_path / "worker.log", beat=True):
        workers.ask(range(10), user_id=user_id)
        workers.wait_until(lambda: done() == 10, seconds=60)
        broker.program.signal(signal.SIGSTOP)
        begun = time.monotonic()
        workers.ask(range(10, 110), user_id=user_id)
        held_up = time.monotonic() - begun
        broker.program.signal(signal.SIGCONT)
        assert held_up < 5
        wait_for_the_rest(110)
