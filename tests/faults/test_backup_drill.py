"""The drill: a district is backed up, its server is lost, an empty one has all of it again."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest

from portal.runtime.postgres import APP_ROLE, OWNER_ROLE, Postgres
from tests.faults.workers import ROOT

pytestmark = pytest.mark.faults
FILES = 200
WITHIN = 600
"""Seconds until everything is back."""


@dataclass
class Site:
    """A server and a folder of uploaded files."""

    postgres: Postgres
    media: Path

    def manage(self, *command: str) -> float:
        """Run a command of manage.py on it; seconds."""
        where = {"DATABASE_URL": self.postgres.url(APP_ROLE), "MEDIA_ROOT": str(self.media)}
        where |= {"DATABASE_OWNER_URL": self.postgres.url(OWNER_ROLE)}
        begun = time.monotonic()
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=os.environ | where, check=True)
        return time.monotonic() - begun

    def rows(self) -> dict[str, tuple[int, str]]:
        """How many rows each table has, and a hash over all of them."""
        with closing(psycopg2.connect(self.postgres.url(OWNER_ROLE))) as link, link.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            return {table: rows_of(cursor, table) for (table,) in cursor.fetchall()}

    def files(self) -> dict[str, str]:
        found = (file for file in self.media.rglob("*") if file.is_file())
        return {
            str(file.relative_to(self.media)): hashlib.sha256(file.read_bytes()).hexdigest() for file in found
        }


def rows_of(cursor: psycopg2.extensions.cursor, table: str) -> tuple[int, str]:
    cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} AS t")  # noqa: S608
    count, digest = cursor.fetchone()
    return count, digest


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    own = Postgres(folder / "postgres", folder / "postgres.log", careless=True)
    own.start()
    (folder / "media").mkdir()
    yield Site(own, folder / "media")
    own.stop()
    own.remove()


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[tuple[Site, Site]]:
    """One with a district and files, and an empty one."""
    with ExitStack() as stack:
        lost, empty = (stack.enter_context(site(tmp_path / name)) for name in ("lost", "empty"))
        lost.manage("migrate", "--verbosity=0")
        lost.manage("demo")
        for number in range(FILES):
            (lost.media / f"{number}.bin").write_bytes(os.urandom(20_000))
        yield lost, empty


def test_an_empty_server_has_everything_again(sites, tmp_path, note):
    lost, empty = sites
    saved = lost.manage("backup", str(tmp_path / "backup.tar"))
    rows, files = lost.rows(), lost.files()
    restored = empty.manage("restore", str(tmp_path / "backup.tar"))
    assert (empty.rows(), empty.files()) == (rows, files)
    empty.manage("verify_audit")
    total = sum(count for count, _ in rows.values())
    note("rows, files, seconds to back up, seconds to restore", (total, len(files), saved, restored))
    assert (restored < WITHIN, len(files) >= FILES) == (True, True)
