"""The servers of one data folder: kept alive, known to the portal's processes, removed with their data."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
import redis

from portal.runtime import children
from portal.runtime.environment import secret_key
from portal.runtime.servers import Servers
from portal.runtime.valkey import Valkey


@pytest.fixture
def servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    """Of a folder of its own, with no server named in the environment."""
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.delenv(variable, raising=False)
    made = Servers(tmp_path)
    yield made
    made.stop()
    made.remove()


def answer(variables: dict[str, str]) -> tuple[int, bool]:
    with closing(psycopg2.connect(variables["DATABASE_URL"])) as link, link.cursor() as cursor:
        cursor.execute("SELECT 1")
        (figure,) = cursor.fetchone()
    with redis.Redis.from_url(variables["REDIS_URL"]) as broker:
        return figure, broker.ping()


def test_a_server_that_dies_comes_back_at_the_same_address(servers: Servers, tmp_path: Path) -> None:
    servers.start()
    before = servers.variables()
    os.kill(int((tmp_path / "valkey" / "valkey.pid").read_text()), signal.SIGKILL)
    children.wait_until(servers.valkey.has_died, seconds=10, what="Valkey to die")
    servers.revive()
    assert servers.variables() == before
    assert answer(before) == (1, True)


def test_removing_deletes_the_demos_data_and_nothing_else(servers: Servers, tmp_path: Path) -> None:
    servers.start()
    secret_key(tmp_path)
    for name in ("media/2026/灯.jpg", "beat.db", "notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    servers.stop()
    servers.remove()
    left = sorted(each.name for each in tmp_path.iterdir() if each != servers.postgres.folder)
    assert left == ["notes.txt"]


def test_servers_named_in_the_environment_take_the_place_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/lianxi")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    theirs = Servers(tmp_path)
    theirs.start()
    assert sorted(theirs.variables()) == ["MEDIA_ROOT", "SECRET_KEY", "SITE_IS_HTTPS", "STATIC_ROOT"]
    assert [each.name for each in tmp_path.iterdir()] == ["secret_key"]


def test_valkey_that_ends_before_it_answers_says_where_to_look(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = Valkey(tmp_path / "valkey", tmp_path / "valkey.log", port=taken.getsockname()[1])
        with pytest.raises(RuntimeError, match="Valkey 没有启动"):
            server.start()
