"""Starting and stopping programs that must neither outlive the supervisor nor hang its output.

A child gets no standard input, writes to a log file and has a process session of its own: a pipe such as
`make demo | tail` then ends with the supervisor, and Ctrl-C reaches the supervisor alone, which stops its
children in order.
"""

import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


def start(
    command: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    user: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command`, appending what it says to `log`. With `user`, as that unprivileged user."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 -- the commands are our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
            cwd=None if user is None else "/",
            user=user,
            group=None if user is None else pwd.getpwuid(user).pw_gid,
            extra_groups=None if user is None else [],
        )


def run(command: Sequence[str], *, log: Path, environment: Mapping[str, str]) -> None:
    """Run `command` to its end; RuntimeError with what it said last when it fails."""
    log.unlink(missing_ok=True)
    child = start(command, log=log, environment=environment)
    try:
        status = child.wait()
    finally:
        stop(child)
    if status != 0:
        said = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        raise RuntimeError(f"{' '.join(command)}: {status}\n{said}\n({log})")


def command_line(pid: int) -> str:
    """The command that process `pid` runs; empty where there is none, or only its unburied remains."""
    if Path("/proc/self/cmdline").exists():
        try:
            return (
                Path(f"/proc/{pid}/cmdline")
                .read_bytes()
                .rstrip(b"\0")
                .replace(b"\0", b" ")
                .decode(errors="replace")
            )
        except OSError:
            return ""
    asked = subprocess.run(  # noqa: S603
        ["ps", "-ww", "-o", "command=", "-p", str(pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()


def stop(
    child: subprocess.Popen[bytes], *, how: signal.Signals = signal.SIGTERM, seconds: float = 10
) -> None:
    """Ask `child` to end, and kill its whole session when it has not done so after `seconds`."""
    if child.poll() is None:
        child.send_signal(how)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            kill_session(child.pid)
            child.wait()


def stop_stray(pid: int, *, marker: str, how: signal.Signals = signal.SIGTERM, seconds: float = 10) -> None:
    """End a process that an earlier, killed supervisor left behind.

    Only if its command contains `marker`: the number may belong to a stranger by now.
    """
    if marker not in command_line(pid):
        return
    os.kill(pid, how)
    try:
        wait_until(lambda: marker not in command_line(pid), seconds=seconds, what=f"process {pid} to end")
    except TimeoutError:
        kill_session(pid)


def kill_session(pid: int) -> None:
    """Kill a process and those it started. Nothing to do when all of them are gone."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def wait_until(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Return as soon as `condition()` holds; TimeoutError after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.02)


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
