"""Functions that run for every row written, with the same answers for less processor time."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "lighter.sql"


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_ledgers")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
