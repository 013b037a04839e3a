"""An edition of an agreement stays what it said; what came from a ledger is corrected by a ledger; audit."""

from pathlib import Path

from django.db import migrations

from portal.audit.operations import audit_table

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("alliances", "0013_agreements")]
    operations = [
        migrations.RunSQL(
            [(SQL / "pairing_from_ledger.sql").read_text(encoding="utf-8")],
            [(SQL / "pairing_from_ledger_undo.sql").read_text(encoding="utf-8")],
        ),
        audit_table("alliances_agreement"),
        audit_table("alliances_signedagreement"),
    ]
