"""What the database holds about pairings beyond their constraints; their audit."""

from pathlib import Path

from django.db import migrations

from portal.audit.operations import audit_table

SQL = Path(__file__).resolve().parent.parent / "sql"
TABLES = (
    *("programme", "post", "pairing", "pairingrecord"),
    *("commitment", "commitmentrecord"),
)


class Migration(migrations.Migration):
    dependencies = [("alliances", "0010_pairing")]
    operations = [
        migrations.RunSQL(
            [(SQL / "pairing.sql").read_text(encoding="utf-8")],
            [(SQL / "pairing_undo.sql").read_text(encoding="utf-8")],
        ),
        *(audit_table(f"alliances_{table}") for table in TABLES),
        audit_table("alliances_holding", personal=["name"]),
    ]
