"""What the database holds about assessment beyond its constraints; its audit."""

from pathlib import Path

from django.db import migrations

from portal.audit.operations import audit_table

SQL = Path(__file__).resolve().parent.parent / "sql"
TABLES = (
    *("scheme", "scheme_unit_kinds", "indicator", "grade", "condition", "target"),
    *("cycle", "judgement", "result", "score", "objection"),
)


class Migration(migrations.Migration):
    dependencies = [("alliances", "0017_assessment")]
    operations = [
        migrations.RunSQL(
            [(SQL / "assessment.sql").read_text(encoding="utf-8")],
            [(SQL / "assessment_undo.sql").read_text(encoding="utf-8")],
        ),
        *(audit_table(f"alliances_{table}") for table in TABLES),
    ]
