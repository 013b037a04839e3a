"""The portal as it is really served, on throwaway servers, and what its processes use of the processors."""

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from portal.runtime import children, processes
from tests.bench.driving import HOST

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Portal:
    """A web server that answers, by its port and its first process."""

    port: int
    pid: int


def prepare() -> None:
    """Tables and static files, as the supervisor of the demo makes them."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


@contextmanager
def served() -> Iterator[Portal]:
    """The web server of `make demo`, with the bench's addresses added, for the length of the block."""
    port = children.free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "web.log"
        child = children.start([sys.executable, *processes.web(host=HOST, port=port)], log=log)
        try:
            children.wait_until(lambda: answers(port), seconds=60, what="the web server")
            yield Portal(port, child.pid)
        finally:
            children.stop(child)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def database_pid() -> int:
    """The first process of PostgreSQL: the one that started the one that serves us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    return stat_of(pid)[1]


def used_ms(*roots: int) -> float:
    """Milliseconds of processor time that these processes and all below them have used so far."""
    known = {
        int(entry.name): stat_of(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit()
    }
    inside, before = set(roots), set()
    while inside != before:
        before = set(inside)
        inside |= {pid for pid, (_, parent, _) in known.items() if parent in inside}
    return sum(known[pid][2] for pid in inside if pid in known) * 1000 / TICKS_PER_SECOND


def stat_of(pid: int) -> tuple[int, int, int]:
    """Number, parent, and ticks used by the process and by its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return pid, 0, 0
    return pid, int(fields[1]), sum(map(int, fields[11:15]))
