"""The portal as it is really served, and people who use it without pause: for taking its servers away."""

import math
import os
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client

from portal.runtime import children, processes
from portal.runtime.postgres import Postgres
from tests.faults import workers
from tests.scenarios.crowd import PATIENCE

HOST = "127.0.0.1"
NO_ANSWER = (OSError, HTTPException, ValueError)
"""What a client meets while the server is away: refused, reset, cut short, or a body that is no JSON."""


Task = Callable[[], tuple[int, Any]]
"""One request: its status and what it answered."""


@contextmanager
def web(broker_url: str, log: Path) -> Iterator[str]:
    """The web server of production on this test's database: its address."""
    port = children.free_port()
    command = [sys.executable, *processes.web(host=HOST, port=port)]
    running = workers.Program(command, log, workers.environment(broker_url))
    try:
        children.wait_until(lambda: is_open(port), seconds=60, what="the web server")
        yield f"http://{HOST}:{port}"
    finally:
        running.kill()


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def starts_of_workers(log: Path) -> int:
    """How many web workers were ever started: more than there are means that one was replaced."""
    return log.read_text(encoding="utf-8").count("Spawning worker")


@contextmanager
def own_postgres(folder: Path) -> Iterator[Postgres]:
    """A durable cluster with the portal's tables; Django speaks to it until the block ends."""
    cluster = Postgres(folder / "postgres", folder / "postgres.log")
    cluster.start()
    before = {alias: dict(connections[alias].settings_dict) for alias in ("default", "owner")}
    try:
        for alias in before:
            point(alias, HOST=HOST, PORT=cluster.port, NAME="lianxi")
        call_command("migrate", verbosity=0)
        yield cluster
    finally:
        for alias, known in before.items():
            point(alias, **{name: known[name] for name in ("HOST", "PORT", "NAME")})
        cluster.stop()
        cluster.remove()


def point(alias: str, **where: Any) -> None:
    connections[alias].close()
    connections[alias].settings_dict.update(where)


def stop_at_once(cluster: Postgres) -> None:
    """`pg_ctl stop -m immediate`: every process of the server ends where it stands."""
    postmaster = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGQUIT)
    children.wait_until(cluster.has_died, seconds=10, what="PostgreSQL to stop")


@dataclass(frozen=True)
class Visitor:
    """Somebody who signed in with a browser."""

    base: str
    session: str

    def get(self, path: str) -> tuple[int, str]:
        request = urllib.request.Request(  # noqa: S310 the test's own server
            self.base + path, headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return answer.status, answer.read().decode()


def visitor(base: str, user: Any) -> Visitor:
    browser = Client()
    browser.force_login(user)
    return Visitor(base, browser.cookies[settings.SESSION_COOKIE_NAME].value)


@dataclass
class Crowd:
    """Clients who do one thing after the other until told to stop, and ask again until they are answered."""

    latencies: list[float] = field(default_factory=list)
    answers: list[tuple[int, Any]] = field(default_factory=list)
    unanswered: int = 0
    over: Event = field(default_factory=Event)

    @contextmanager
    def busy(self, tasks: Iterator[Task], clients: int) -> Iterator[None]:
        """So many clients at work for the length of the block; each finishes what it has begun."""
        with ThreadPoolExecutor(clients) as pool:
            working = [pool.submit(self.work, tasks) for _ in range(clients)]
            try:
                yield
            finally:
                self.over.set()
        for each in working:
            each.result()

    def do_all(self, tasks: Sequence[Task], clients: int) -> None:
        with self.busy(iter(tasks), clients):
            children.wait_until(lambda: len(self.answers) == len(tasks), seconds=300, what="answers")

    def work(self, tasks: Iterator[Task]) -> None:
        for task in tasks:
            self.insist(task)
            if self.over.is_set():
                return

    @property
    def slowest_twentieth(self) -> float:
        """The 95th percentile in seconds: one request in twenty took this long or longer."""
        return sorted(self.latencies)[math.ceil(len(self.latencies) * 0.95) - 1]

    def insist(self, task: Task) -> None:
        """Send until something other than 5xx comes back."""
        while True:
            begun = time.monotonic()
            with suppress(*NO_ANSWER):
                status, body = task()
                self.latencies.append(time.monotonic() - begun)
                if status < 500:
                    self.answers.append((status, body))
                    return
            self.unanswered += 1
            self.over.wait(0.1)
