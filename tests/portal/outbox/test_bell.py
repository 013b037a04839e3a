import socket
import time
from collections.abc import Callable

import pytest
import redis
from django.conf import settings

from portal.outbox import actions
from portal.outbox.bell import Bell
from portal.outbox.models import Outbox
from tests.portal.outbox.conftest import REFUSING, ask

BlackHole = tuple[str, list[socket.socket]]


def seconds_for(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_never_answers_holds_a_commit_up_for_a_moment_only(
    black_hole: BlackHole, done: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "BELL", Bell(black_hole[0]))
    assert seconds_for(lambda: ask(1)) < 1.5
    assert Outbox.objects.pending().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_refuses_holds_a_commit_up_for_a_moment_only(done: list[int]) -> None:
    assert seconds_for(lambda: ask(1)) < 1.5
    assert Outbox.objects.pending().count() == 1


def test_after_a_failure_the_bell_rests(black_hole: BlackHole) -> None:
    url, callers = black_hole
    bell = Bell(url)
    bell.ring("test:1")
    calls = len(callers)
    bell.ring("test:2")
    assert len(callers) == calls > 0


def test_after_its_rest_the_bell_rings_again(black_hole: BlackHole, monkeypatch: pytest.MonkeyPatch) -> None:
    url, callers = black_hole
    bell = Bell(url)
    monkeypatch.setattr("portal.outbox.bell.REST", 0)
    bell.ring("test:1")
    calls = len(callers)
    bell.ring("test:2")
    assert len(callers) > calls


def test_the_bell_reaches_a_broker_that_answers() -> None:
    database = settings.REDIS_URL.rpartition("/")[0] + "/9"
    Bell(database).ring("test:1")
    with redis.Redis.from_url(database) as broker:
        assert broker.llen("celery") == 1
        broker.flushdb()


def test_a_bell_without_a_url_rings_at_the_broker_of_the_settings() -> None:
    bell = Bell()
    bell.ring("nothing:waits")
    assert bell._resting_until == 0.0


def test_refusing_is_what_the_other_tests_ring_at() -> None:
    bell = Bell(REFUSING)
    bell.ring("test:1")
    assert bell._resting_until > 0.0
