"""`manage.py migrate`: by the owner of the tables where there is one; asked for a plan, it only tells it."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.management.commands.migrate import Command


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_plan_is_told_and_nothing_is_done() -> None:
    said = StringIO()
    call_command("migrate", plan=True, stdout=said)
    assert said.getvalue().split() == ["Planned", "operations:", "No", "planned", "migration", "operations."]


def test_where_no_owner_is_named_the_application_migrates_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = Command().create_parser("manage.py", "migrate")
    monkeypatch.delitem(settings.DATABASES, "owner")
    alone = Command().create_parser("manage.py", "migrate")
    assert (parser.get_default("database"), alone.get_default("database")) == ("owner", "default")
