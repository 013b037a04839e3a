"""What the application's role may not do with the trail."""

import pytest
from django.db import ProgrammingError, connection, transaction

pytestmark = pytest.mark.django_db
TRAIL = ("portal_auditentry", "portal_auditlink", "portal_auditkey")
FORBIDDEN = [
    *[f"DELETE FROM {table}" for table in TRAIL],  # noqa: S608
    *[f"TRUNCATE {table} CASCADE" for table in TRAIL],
    *[f"INSERT INTO {table} DEFAULT VALUES" for table in TRAIL],
    "UPDATE portal_auditentry SET context = '{}'",
    "UPDATE portal_auditlink SET digest = ''",
    "UPDATE portal_auditkey SET inner_pad = ''",
    "SELECT inner_pad FROM portal_auditkey",
    "SELECT portal_audit_veil('13912345678')",
    "UPDATE portal_step SET opinion = ''",
    "DELETE FROM portal_step",
    "UPDATE portal_personaldataview SET reason = ''",
    "DELETE FROM portal_personaldataview",
    "ALTER TABLE members_unit DISABLE TRIGGER audit",
    "DROP TRIGGER audit ON members_unit",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION portal_audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_is_refused(statement: str) -> None:
    with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert refused.value.__cause__.pgcode == "42501"


def test_the_application_cannot_write_entries_through_a_table_of_its_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE projects_claim (id bigint) ON COMMIT DROP")
        with pytest.raises(ProgrammingError, match="permission denied for function portal_audit"):
            cursor.execute(
                "CREATE TRIGGER forged AFTER INSERT ON pg_temp.projects_claim"
                " FOR EACH ROW EXECUTE FUNCTION portal_audit('', '')"
            )
