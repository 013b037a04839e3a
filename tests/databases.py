"""The database of a test run: migrated once by the owner, copied per worker, used as the application."""

import fcntl
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TEMPLATE = "lianxi_tests"


def use_a_copy(worker: str) -> None:
    """Point `default` and `owner` at a database of this worker's own."""
    own = f"{TEMPLATE}_{worker}"
    with Path(settings.MEDIA_ROOT).with_name("template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two workers must not build the template at once
        if not exists(TEMPLATE):
            build_template()
        execute(f"CREATE DATABASE {own} TEMPLATE {TEMPLATE}")
    point_to("default", own)
    point_to("owner", own)


def build_template() -> None:
    """Migrate, and let the application empty tables: tests with real transactions end by doing so."""
    home, unfinished = connections["owner"].settings_dict["NAME"], f"{TEMPLATE}_unfinished"
    execute(f"DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)")
    execute(f"CREATE DATABASE {unfinished}")
    point_to("owner", unfinished)
    try:
        call_command("migrate", verbosity=0)
        grant_truncate()
    finally:
        point_to("owner", home)
    execute(f"ALTER DATABASE {unfinished} RENAME TO {TEMPLATE}")


def grant_truncate() -> None:
    """On all tables but the audit trail's, which nobody may empty."""
    with connections["owner"].cursor() as cursor:
        for table in connections["owner"].introspection.table_names(cursor):
            if not table.startswith("portal_audit"):
                cursor.execute(f'GRANT TRUNCATE ON "{table}" TO lianxi_app')


def exists(name: str) -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def execute(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def point_to(alias: str, name: str) -> None:
    connection: BaseDatabaseWrapper = connections[alias]
    connection.close()
    connection.settings_dict["NAME"] = name
