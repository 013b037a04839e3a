"""Django's `migrate`, as the role that owns the tables, and with the table of the cache."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from portal.runtime.rights import RIGHTS


class Command(DjangoMigrate):
    """Migrates through `owner` where DATABASE_OWNER_URL is set: the application's own role owns nothing.

    Afterwards that role's rights are settled anew.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        if "owner" in settings.DATABASES:
            parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options["plan"] and not options["check_unapplied"]:
            call_command("createcachetable", database=options["database"], verbosity=options["verbosity"])
            with connections[options["database"]].cursor() as cursor:
                cursor.execute(RIGHTS.read_text(encoding="utf-8"))
