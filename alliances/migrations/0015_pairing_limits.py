"""A ledger that corrects the sides or days of a pairing is held to its round's limits as well."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("alliances", "0014_agreements_hold")]
    operations = [
        migrations.RunSQL(
            [(SQL / "pairing_limits.sql").read_text(encoding="utf-8")],
            [(SQL / "pairing_limits_undo.sql").read_text(encoding="utf-8")],
        )
    ]
