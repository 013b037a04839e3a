"""A PostgreSQL and a Valkey for one run, gone without a trace when their user ends, however it ends.

A helper process holds them and watches its standard input: that closes even when the user is killed.
"""

import json
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.runtime.postgres import APP_ROLE, OWNER_ROLE, Postgres
from portal.runtime.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def throwaway_servers(*, durable: bool = False) -> Iterator[dict[str, str]]:
    """The environment variables of servers that live as long as this block, or this process.

    `durable`: PostgreSQL waits for the disk as a real one does, which is what measurements need.
    """
    helper = subprocess.Popen(  # noqa: S603 our own interpreter, arguments from here
        [sys.executable, "-m", "portal.runtime", "hold", *(["--durable"] if durable else [])],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    try:
        said = helper.stdout.readline() if helper.stdout else ""
        if not said:
            raise RuntimeError("测试用的 PostgreSQL 或 Valkey 没有启动,原因见上。")
        yield json.loads(said)
    finally:
        helper.communicate()


def hold(*, durable: bool) -> None:
    """Start servers, say their variables in one line of JSON, and end them when standard input closes."""
    folder = Path(tempfile.mkdtemp(prefix="lianxi-"))
    folder.chmod(0o711)  # the user who runs PostgreSQL has to pass through
    (folder / "static").mkdir()  # WhiteNoise warns of a folder that is not there, and warnings are errors
    postgres = Postgres(folder / "postgres", folder / "postgres.log", careless=not durable)
    valkey = Valkey(folder / "valkey", folder / "valkey.log")
    try:
        postgres.start()
        valkey.start()
        print(json.dumps(variables(postgres, valkey, folder)), flush=True)  # noqa: T201
        sys.stdin.read()
    finally:
        valkey.stop()
        postgres.stop()
        postgres.remove()
        shutil.rmtree(folder, ignore_errors=True)


def variables(postgres: Postgres, valkey: Valkey, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": postgres.url(APP_ROLE),
        "DATABASE_OWNER_URL": postgres.url(OWNER_ROLE),
        "REDIS_URL": valkey.url,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "SITE_IS_HTTPS": "false",
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
    }
