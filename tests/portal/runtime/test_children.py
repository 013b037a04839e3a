"""Programs that do not end when asked are ended all the same."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.runtime import children
from portal.runtime.team import Member, stop_all

DEAF = (
    "import pathlib, signal, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "pathlib.Path(sys.argv[1]).touch()\n"
    "time.sleep(60)"
)


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program that hears no SIGTERM."""
    heard = tmp_path / "started"
    child = children.start([sys.executable, "-c", DEAF, str(heard)], log=tmp_path / "log")
    children.wait_until(heard.exists, seconds=20, what="the program to be loaded")
    yield child
    children.kill_session(child.pid)
    child.wait()


def test_who_does_not_stop_on_request_is_killed(deaf: subprocess.Popen[bytes]) -> None:
    children.stop(deaf, seconds=0.1)
    assert deaf.returncode == -signal.SIGKILL


def test_a_stray_that_does_not_stop_on_request_is_killed(deaf: subprocess.Popen[bytes]) -> None:
    children.stop_stray(deaf.pid, marker="SIG_IGN", seconds=0.1)
    assert deaf.wait(10) == -signal.SIGKILL


def test_a_program_is_known_by_its_command_where_there_is_no_proc(
    deaf: subprocess.Popen[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_proc = children.command_line(deaf.pid)
    monkeypatch.setattr(children, "Path", lambda name: tmp_path / "none" / name.lstrip("/"))
    assert children.command_line(deaf.pid).split() == by_proc.split()


def test_waiting_has_an_end() -> None:
    with pytest.raises(TimeoutError, match="waited 0 s for rain"):
        children.wait_until(lambda: False, seconds=0, what="rain")


def test_a_command_that_does_well_is_not_spoken_of(tmp_path: Path) -> None:
    children.run(["true"], log=tmp_path / "log", environment=dict(os.environ))
    assert (tmp_path / "log").read_text() == ""


def test_stopping_all_passes_over_who_has_died(tmp_path: Path) -> None:
    member = Member("web", ["-c", ""], tmp_path, dict(os.environ))
    member.start()
    assert member.child is not None
    member.child.wait()
    stop_all([member])
    assert (member.child.returncode, member.note.exists()) == (0, False)
