"""What becomes of a broker, and how it is there again."""

import signal

import redis

from tests.faults.workers import Broker

RECOVERY = 120
"""Seconds within which every job is done after the broker is back."""


def kill(broker: Broker) -> None:
    broker.program.kill()


def flush(broker: Broker) -> None:
    with redis.Redis.from_url(broker.url) as client:
        client.flushall()


def hang(broker: Broker) -> None:
    broker.program.signal(signal.SIGSTOP)


def mend(broker: Broker) -> None:
    broker.program.signal(signal.SIGCONT) if broker.program.process.poll() is None else broker.start()
