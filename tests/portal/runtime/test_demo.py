"""`make demo`: one line when all of it answers, what dies comes back, and nothing is left at the end."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections

from portal.runtime import preparing, supervisor
from portal.runtime.children import free_port, wait_until
from portal.runtime.readiness import everything_ok
from portal.runtime.servers import Servers
from portal.runtime.team import Member, stop_all
from tests.databases import TEMPLATE, execute, point_to
from tests.factories import UnitFactory

PATIENCE = 240


@pytest.fixture
def empty(django_db_setup: None, django_db_blocker: object) -> dict[str, str]:
    """The variables of a database with the portal's tables and nothing in them."""
    name = f"demo_{uuid4().hex}"
    with django_db_blocker.unblock():
        execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return {
            variable: "postgresql://{USER}@{HOST}:{PORT}/{name}".format(
                **connections[alias].settings_dict, name=name
            )
            for variable, alias in (("DATABASE_URL", "default"), ("DATABASE_OWNER_URL", "owner"))
        }


@pytest.fixture
def in_use(empty: dict[str, str], django_db_blocker: object) -> dict[str, str]:
    """The variables of a database that has a unit already."""
    with django_db_blocker.unblock():
        ours = connections["default"].settings_dict["NAME"]
        point_to("default", empty["DATABASE_URL"].rpartition("/")[2])
        UnitFactory()
        point_to("default", ours)
    return empty


@contextmanager
def demo(folder: Path, port: int, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """A demo on that data folder; what it says stands in `said` beside it."""
    environment = os.environ | {"VAR": str(folder), "PORT": str(port)} | variables
    environment.pop("REDIS_URL")
    with folder.with_name("said").open("wb") as output:
        command = [sys.executable, "-m", "portal.runtime", "demo"]
        running = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield running
    finally:
        running.terminate()
        running.wait()


def words(folder: Path) -> str:
    return folder.with_name("said").read_text(encoding="utf-8")


def ended(folder: Path, port: int) -> tuple[int, str]:
    with demo(folder, port) as running:
        status = running.wait(60)
    return status, words(folder)


def number_of(folder: Path, name: str) -> int:
    return int((folder / "run" / f"{name}.pid").read_text(encoding="utf-8").split()[0])


def test_a_demo_comes_up_keeps_itself_up_and_leaves_nothing_running(
    tmp_path: Path, in_use: dict[str, str]
) -> None:
    folder, port = tmp_path / "var", free_port()
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "old.jpg").touch()
    with demo(folder, port, RESET="1", **in_use) as running:
        address = f"http://127.0.0.1:{port}"
        wait_until(
            lambda: "Ready" in words(folder) or running.poll() is not None, seconds=PATIENCE, what="it"
        )
        assert words(folder).splitlines()[-1] == f"Ready: {address}  office / lianxi-demo"
        assert (folder / "media" / "old.jpg").exists() is False
        first = number_of(folder, "web")
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: number_of(folder, "web") != first, seconds=60, what="another web server")
        wait_until(lambda: everything_ok(f"{address}/readyz"), seconds=60, what="its answer")
        running.terminate()
        assert running.wait(60) == 0
    assert list((folder / "run").iterdir()) == []
    assert (folder / "environment").exists() is False
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_second_demo_on_the_same_data_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    with supervisor.only_one(folder):
        status, told = ended(folder, free_port())
    assert (status, f"数据目录 {folder} 正由另一个 make demo 使用" in told) == (1, True)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, told = ended(tmp_path / "var", port)
    assert (status, f"端口 {port} 已被占用,请用 PORT= 另选一个端口。" in told) == (1, True)


def test_a_demo_that_does_not_get_ready_says_where_the_logs_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "READY_SECONDS", 0)
    member = Member("web", ["-c", "import time; time.sleep(60)"], tmp_path, dict(os.environ))
    try:
        with pytest.raises(supervisor.CannotStartError, match=f"0 秒内没有就绪,日志见 {tmp_path}/log"):
            supervisor.keep_up(Servers(tmp_path), [member], f"http://127.0.0.1:{free_port()}")
    finally:
        stop_all([member])


MANAGE = (
    "import pathlib, sys\n"
    "with pathlib.Path(__file__).with_name('done').open('a') as done:\n"
    "    print(*sys.argv[1:], file=done)\n"
)


@pytest.mark.parametrize(("state", "loads"), [("empty", ["demo"]), ("in_use", [])])
def test_only_an_empty_database_gets_the_demo_district(
    state: str,
    loads: list[str],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Commands are only written down: what they do has tests of its own."""
    (tmp_path / "manage.py").write_text(MANAGE, encoding="utf-8")
    monkeypatch.setattr(preparing, "ROOT", tmp_path)
    preparing.prepare(tmp_path, os.environ | request.getfixturevalue(state))
    done = (tmp_path / "done").read_text(encoding="utf-8").splitlines()
    assert done == ["migrate --no-input", "collectstatic --no-input", *loads]
