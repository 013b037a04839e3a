"""A migration operation that puts a table under audit."""

from collections.abc import Sequence

from django.db import migrations


def audit_table(
    table: str, *, personal: Sequence[str] = (), omitted: Sequence[str] = ()
) -> migrations.RunSQL:
    """Every row written to `table`, in whatever way, leaves an entry in the audit trail.

    `personal` columns are kept as HMAC only. `omitted` columns (passwords, generated columns) are not
    kept at all.
    """
    return migrations.RunSQL(
        f'CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION portal_audit('{','.join(personal)}', '{','.join(omitted)}')",
        f'DROP TRIGGER audit ON "{table}"',
    )
