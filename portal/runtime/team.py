"""The processes of one demo, kept alive: who has died is started again, later each time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from portal.runtime import children

STOP_SECONDS = 7
LONGEST_PAUSE_SECONDS = 30


@dataclass
class Member:
    """One process of the portal, with its log and a note of its number for the next start."""

    name: str
    arguments: list[str]
    folder: Path
    environment: Mapping[str, str]
    child: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    deaths: int = 0
    due_at: float = 0

    @property
    def command(self) -> list[str]:
        return [sys.executable, *self.arguments]

    @property
    def note(self) -> Path:
        return self.folder / "run" / f"{self.name}.pid"

    def start(self) -> None:
        log = self.folder / "log" / f"{self.name}.log"
        self.child = children.start(self.command, log=log, environment=self.environment)
        self.note.parent.mkdir(exist_ok=True)
        self.note.write_text(f"{self.child.pid}\n{' '.join(self.command)}\n", encoding="utf-8")

    def revive(self) -> None:
        """Start it again when it has died, after a pause that doubles with every death."""
        if self.child and self.child.poll() is not None:
            children.kill_session(self.child.pid)
            self.child = None
            self.deaths += 1
            self.due_at = time.monotonic() + min(2 ** (self.deaths - 1), LONGEST_PAUSE_SECONDS)
        if self.child is None and time.monotonic() >= self.due_at:
            self.start()


def stop_all(members: list[Member]) -> None:
    """Ask all to end at once, then wait for all; who takes too long is killed.

    A killed job is not lost: its row in the outbox is still due.
    """
    running = [member.child for member in members if member.child]
    for child in running:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for child in running:
        children.stop(child, seconds=max(0.1, deadline - time.monotonic()))
    for member in members:
        member.note.unlink(missing_ok=True)


def end_strays(folder: Path) -> None:
    """End the processes that a killed supervisor left running on this data folder."""
    for note in (folder / "run").glob("*.pid"):
        number, command = note.read_text(encoding="utf-8").splitlines()[:2]
        children.stop_stray(int(number), marker=command, seconds=STOP_SECONDS)
        note.unlink()


def environment_of(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables a process of the portal runs with."""
    return os.environ | {"PYTHONUNBUFFERED": "1"} | dict(variables)
