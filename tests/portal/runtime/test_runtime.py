"""The embedded servers: side by side, found again after a crash, on long paths, and gone without a trace."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
import redis
from django.db import connection

from portal.runtime import children
from portal.runtime.environment import adopt_running_servers, secret_key, write_environment
from portal.runtime.postgres import APP_ROLE, OWNER_ROLE, Postgres
from portal.runtime.team import Member, end_strays, stop_all
from portal.runtime.throwaway import throwaway_servers
from portal.runtime.valkey import Valkey

MakeCluster = Callable[[str], Postgres]


@pytest.fixture
def make_cluster(tmp_path: Path) -> Iterator[MakeCluster]:
    made: list[Postgres] = []

    def make(name: str) -> Postgres:
        made.append(Postgres(tmp_path / name / "postgres", tmp_path / "postgres.log", careless=True))
        return made[-1]

    yield make
    for cluster in made:
        cluster.stop()
        cluster.remove()


def ask(url: str, question: str) -> object:
    with closing(psycopg2.connect(url)) as link, link.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_two_clusters_run_side_by_side(make_cluster: MakeCluster) -> None:
    one, other = make_cluster("one"), make_cluster("other")
    one.start()
    other.start()
    folders = [
        ask(each.url(APP_ROLE).replace(APP_ROLE, "postgres"), "SHOW data_directory") for each in (one, other)
    ]
    assert folders == [str(one.data), str(other.data)]


def test_a_cluster_starts_below_a_path_of_200_characters(make_cluster: MakeCluster) -> None:
    cluster = make_cluster("长路径" * 20 + "x" * 60)
    cluster.start()
    assert ask(cluster.url(APP_ROLE), "SELECT 1") == 1


def test_data_outlives_a_stop(make_cluster: MakeCluster) -> None:
    cluster = make_cluster("one")
    cluster.start()
    with closing(psycopg2.connect(cluster.url(OWNER_ROLE))) as link, link, link.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 7 AS figure")
    cluster.stop()
    cluster.start()
    assert ask(cluster.url(OWNER_ROLE), "SELECT figure FROM kept") == 7


def test_a_start_takes_over_from_a_server_whose_supervisor_was_killed(make_cluster: MakeCluster) -> None:
    orphaned = make_cluster("one")
    orphaned.start()
    successor = make_cluster("one")
    successor.start()
    assert orphaned.has_died()
    assert ask(successor.url(APP_ROLE), "SELECT 1") == 1


def test_a_start_survives_a_killed_server_and_the_note_it_left(make_cluster: MakeCluster) -> None:
    cluster = make_cluster("one")
    cluster.start()
    os.kill(int((cluster.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    children.wait_until(cluster.has_died, seconds=10, what="the server to die")
    cluster.start()
    assert ask(cluster.url(APP_ROLE), "SELECT 1") == 1


def test_a_stranger_with_the_number_of_an_old_server_is_left_alone() -> None:
    stranger = subprocess.Popen(["sleep", "60"])
    children.stop_stray(stranger.pid, marker="postgres -D")
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_the_application_may_not_create_tables(make_cluster: MakeCluster) -> None:
    cluster = make_cluster("one")
    cluster.start()
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(cluster.url(APP_ROLE), "CREATE TABLE mine (id int)")


def test_valkey_keeps_its_data_and_evicts_nothing(tmp_path: Path) -> None:
    server = Valkey(tmp_path, tmp_path / "valkey.log")
    server.start()
    with redis.Redis(port=server.port) as link:
        policy = link.config_get("maxmemory-policy")
        link.set("kept", "yes")
    server.stop()
    server.start()
    with redis.Redis(port=server.port) as link:
        kept = link.get("kept")
    server.stop()
    assert (policy, kept) == ({"maxmemory-policy": "noeviction"}, b"yes")


def is_gone(variables: dict[str, str]) -> bool:
    """Whether nobody answers at the address of the database and the folder of the servers is away."""
    try:
        psycopg2.connect(variables["DATABASE_URL"]).close()
    except psycopg2.OperationalError:
        return not Path(variables["MEDIA_ROOT"]).parent.exists()
    return False


def test_throwaway_servers_end_with_their_block() -> None:
    with throwaway_servers() as variables:
        assert ask(variables["DATABASE_URL"], "SELECT 1") == 1
    assert is_gone(variables)


def test_throwaway_servers_end_with_a_user_that_is_killed() -> None:
    program = (
        "import json, time\nfrom portal.runtime.throwaway import throwaway_servers\n"
        "with throwaway_servers() as variables:\n"
        "    print(json.dumps(variables), flush=True)\n    time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as user:
        variables = json.loads(user.stdout.readline())
        assert ask(variables["DATABASE_URL"], "SELECT 1") == 1
        user.kill()
    children.wait_until(lambda: is_gone(variables), seconds=30, what="the servers to end")


def test_a_command_finds_the_variables_a_demo_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"VAR": str(tmp_path)})
    write_environment(tmp_path, {"DATABASE_URL": "postgresql://a@b/c?d=e", "REDIS_URL": "redis://f"})
    adopt_running_servers()
    assert os.environ == {
        "VAR": str(tmp_path),
        "DATABASE_URL": "postgresql://a@b/c?d=e",
        "REDIS_URL": "redis://f",
    }


def test_the_variables_are_readable_by_nobody_else(tmp_path: Path) -> None:
    write_environment(tmp_path, {"SECRET_KEY": "x"})
    assert (tmp_path / "environment").stat().st_mode & 0o777 == 0o600


def test_the_secret_key_stays_the_same(tmp_path: Path) -> None:
    assert secret_key(tmp_path) == secret_key(tmp_path)


def test_what_a_killed_supervisor_left_running_is_ended(tmp_path: Path) -> None:
    member = Member("web", ["-c", "import time; time.sleep(60)"], tmp_path, dict(os.environ))
    member.start()
    assert member.child is not None
    number = member.child.pid
    children.wait_until(
        lambda: children.command_line(number) != "", seconds=10, what="the program to be loaded"
    )
    end_strays(tmp_path)
    assert member.child.wait(10) == -signal.SIGTERM


def test_a_process_that_died_is_started_again(tmp_path: Path) -> None:
    member = Member("web", ["-c", "import time; time.sleep(60)"], tmp_path, dict(os.environ))
    member.start()
    first = member.child
    assert first is not None
    first.kill()
    first.wait()
    member.revive()
    member.due_at = 0
    member.revive()
    stop_all([member])
    assert member.child is not None
    assert member.child.pid != first.pid


def test_a_failing_command_is_told_with_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such luck')"]
    with pytest.raises(RuntimeError, match="no such luck"):
        children.run(command, log=tmp_path / "log", environment=dict(os.environ))


@pytest.mark.django_db
def test_the_tests_run_in_the_role_of_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (APP_ROLE,)
