"""`make demo`: servers, data, processes; one line when all of it answers; all of it stopped at the end."""

import fcntl
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from portal.runtime import processes, readiness
from portal.runtime.environment import forget_environment, var_folder, write_environment
from portal.runtime.preparing import prepare
from portal.runtime.servers import Servers
from portal.runtime.team import Member, end_strays, environment_of, stop_all

HOST = "127.0.0.1"
READY_SECONDS = 180


class CannotStartError(Exception):
    """The demo cannot start; the message says why and what to do."""


def demo() -> int:
    """Run the demo until a signal ends it; the exit status."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    folder, port = var_folder(), int(os.environ.get("PORT") or 8000)
    try:
        with ExitStack() as stack:
            stack.enter_context(only_one(folder))
            run(folder, port, stack)
    except KeyboardInterrupt:
        return 0
    except (CannotStartError, RuntimeError, TimeoutError) as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def interrupt(number: int, frame: FrameType | None) -> None:
    """Signals after the first are ignored: a second Ctrl-C must not stop the stopping."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the data folder for this supervisor alone."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStartError(
                f"数据目录 {folder} 正由另一个 make demo 使用,请先停止它,或用 VAR= 指定另一个目录。"
                f" Another demo runs on {folder}: stop it, or name another folder with VAR=."
            ) from error
        yield


def run(folder: Path, port: int, stack: ExitStack) -> None:
    """Bring everything up, in order, and keep it up."""
    end_strays(folder)
    refuse_taken_port(port)
    servers = Servers(folder)
    if os.environ.get("RESET") == "1":
        say("清除原有演示数据…")
        servers.remove()
    say("启动 PostgreSQL 与 Valkey…")
    stack.callback(forget_environment, folder)
    stack.callback(servers.stop)
    servers.start()
    variables = servers.variables()
    write_environment(folder, variables)
    say("更新数据库结构,整理静态文件,在空库中载入演示数据…")
    prepare(folder, environment_of(variables))
    members = team(folder, port, environment_of(variables))
    stack.callback(stop_all, members)
    for member in members:
        member.start()
    say("等待网站、后台任务与定时任务就绪…")
    keep_up(servers, members, f"http://{HOST}:{port}")


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CannotStartError(
                f"端口 {port} 已被占用,请用 PORT= 另选一个端口。 "
                f"Port {port} is taken: choose another with PORT=."
            ) from error


def team(folder: Path, port: int, environment: dict[str, str]) -> list[Member]:
    figures = environment | {"PROMETHEUS_MULTIPROC_DIR": str(empty(folder / "metrics"))}
    return [
        Member("web", processes.web(host=HOST, port=port), folder, figures),
        Member("worker", processes.worker(), folder, environment),
        Member("beat", processes.beat(folder=folder), folder, environment),
    ]


def empty(folder: Path) -> Path:
    """The folder without what processes of an earlier start left there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def keep_up(servers: Servers, members: list[Member], address: str) -> None:
    """Revive what dies, for ever; say the one line as soon as everything answers."""
    deadline, announced = time.monotonic() + READY_SECONDS, False
    while True:
        servers.revive()
        for member in members:
            member.revive()
        if not announced and readiness.everything_ok(f"{address}/readyz"):
            say(f"Ready: {address}  office / lianxi-demo")
            announced = True
        if not announced and time.monotonic() > deadline:
            raise CannotStartError(f"门户 {READY_SECONDS} 秒内没有就绪,日志见 {members[0].folder / 'log'}。")
        time.sleep(0.5)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
