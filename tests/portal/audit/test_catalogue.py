"""No table can be forgotten: what the database's own catalogue says about the triggers."""

import re

import pytest
from django.db import connection

from tests.portal.audit.rows import AUDITED, personal_columns

pytestmark = pytest.mark.django_db
PERSONAL = re.compile(r"phone|email|contact_name|secretary_name|liaison_name")
PERSONS = {
    ("members_user", "name"),
    ("alliances_concurrentmember", "name"),
    ("alliances_holding", "name"),
    ("alliances_invitation", "who"),
}
"""Names of persons in columns that do not sound like it."""


def test_every_table_of_the_apps_has_the_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname = 'audit' AND tgfoid = 'portal_audit'::regproc AND tgenabled = 'O'"
        )
        audited = {table for (table,) in cursor.fetchall()}
    assert {model._meta.db_table for model in AUDITED} == audited


def test_every_column_that_sounds_personal_is_veiled() -> None:
    columns = {
        (model._meta.db_table, field.column) for model in AUDITED for field in model._meta.concrete_fields
    }
    sounding = {pair for pair in columns if PERSONAL.search(pair[1])}
    assert sounding | PERSONS == set(personal_columns())
    assert set(personal_columns()) <= columns
