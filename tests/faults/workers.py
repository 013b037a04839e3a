"""Real workers, brokers and jobs, to be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from portal.inbox.models import Notice
from portal.outbox.models import Outbox
from portal.outbox.notices import notify
from portal.runtime.children import free_port
from portal.runtime.valkey import program

ROOT = Path(__file__).resolve().parents[2]


def environment(broker_url: str) -> dict[str, str]:
    """What a worker needs to find this test's own database and broker."""
    database = "postgresql://{USER}@{HOST}:{PORT}/{NAME}".format(**connection.settings_dict)
    return os.environ | {"DATABASE_URL": database, "REDIS_URL": broker_url}


class Program:
    """A process group of its own that can be ended, stopped and let go on."""

    def __init__(self, command: list[str], log: Path, env: dict[str, str] | None = None) -> None:
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def signal(self, number: signal.Signals) -> None:
        os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """End it and its children at once, with no time to say anything."""
        if self.process.poll() is None:
            self.signal(signal.SIGKILL)
            self.process.wait()


@contextmanager
def worker(broker_url: str, log: Path, *, beat: bool = False) -> Iterator[Program]:
    """A Celery worker with two children, with the scheduler inside it when asked for."""
    command = [sys.executable, "-m", "celery", "-A", "portal.celery", "worker"]
    command += ["--concurrency=2", "--without-gossip", "--without-mingle", "--loglevel=INFO"]
    if beat:
        command += ["--beat", f"--schedule={log.with_suffix('.schedule')}"]
    running = Program(command, log, environment(broker_url))
    try:
        yield running
    finally:
        running.kill()


class Broker:
    """A Valkey that comes back on the same port with what it had on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        command = [str(program()), "--port", str(self.port), "--dir", str(self.folder)]
        command += ["--bind", "127.0.0.1", "--appendonly", "yes", "--save", ""]
        self.program = Program(command, self.folder / "broker.log")
        wait_until(self.answers, seconds=10)

    def answers(self) -> bool:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        return False


def person() -> int:
    return get_user_model().objects.create_user(username="receiver").pk


def ask(numbers: range, *, user_id: int) -> None:
    """One committed notice each: a job whose effect anybody can count."""
    for number in numbers:
        with transaction.atomic():
            notify([user_id], key=f"fault:{number}", kind="test", title=f"第 {number} 条")


def effects() -> tuple[int, int]:
    """How many notices there are, and how many different ones."""
    titles = list(Notice.objects.values_list("title", flat=True))
    return len(titles), len(set(titles))


def states() -> dict[str, int]:
    found = list(Outbox.objects.values_list("state", flat=True))
    return {state: found.count(state) for state in set(found)}


def wait_until(reached: Callable[[], bool], *, seconds: float) -> None:
    """Look again and again until it is so; TimeoutError when it is not in time."""
    give_up = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > give_up:
            raise TimeoutError(f"not after {seconds} s: {states()}")
        time.sleep(0.05)
