"""Asks of every migration of ours whether it locks or breaks a running portal (`make check`)."""

import os
import sys
from pathlib import Path

import django
from django_migration_linter import MigrationLinter

OURS = ["portal", "members", "alliances", "projects"]
FIRST = ["0001_functions"]
"""Makes its tables by SQL on an empty database, which the linter takes for changes of tables in use."""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    linter = MigrationLinter(
        str(Path(__file__).parents[1]), include_apps=OURS, ignore_name=FIRST, no_cache=True, database="owner"
    )
    linter.lint_all_migrations()
    linter.print_summary()
    sys.exit(linter.has_errors)
