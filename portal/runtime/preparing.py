"""What has to be there before the portal's processes start: tables, static files, the demo district."""

import sys
from contextlib import closing
from pathlib import Path

import psycopg2

from portal.runtime import children

ROOT = Path(__file__).resolve().parents[2]


def prepare(folder: Path, environment: dict[str, str]) -> None:
    """Bring the data up to this code; into an empty database, the demo district."""

    def manage(*arguments: str) -> None:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        children.run(command, log=folder / "log" / f"{arguments[0]}.log", environment=environment)

    manage("migrate", "--no-input")
    manage("collectstatic", "--no-input")
    if has_no_units(environment["DATABASE_URL"]):
        manage("demo")


def has_no_units(database: str) -> bool:
    """Whether nothing was loaded yet. Asked in SQL: the portal does not import the apps above it."""
    with closing(psycopg2.connect(database)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM members_unit)")
        (empty,) = cursor.fetchone()
    return bool(empty)
