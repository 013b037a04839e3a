"""What the database holds about surveys beyond its constraints; their audit.

Tallies are under no audit and links without their use: the audit keeps moments and transactions, which would
lead from a link to its answer. See docs/decisions/0027-anonymous-surveys.md.
"""

from pathlib import Path

from django.db import migrations

from portal.audit.operations import audit_table

SQL = Path(__file__).resolve().parent.parent / "sql"
TABLES = ("survey", "question", "judgingside", "surveysubject", "linkbatch", "linkbatch_subjects")


class Migration(migrations.Migration):
    dependencies = [("alliances", "0019_surveys")]
    operations = [
        migrations.RunSQL(
            [(SQL / "surveys.sql").read_text(encoding="utf-8")],
            [(SQL / "surveys_undo.sql").read_text(encoding="utf-8")],
        ),
        *(audit_table(f"alliances_{table}") for table in TABLES),
        audit_table("alliances_answerlink", omitted=("digest", "is_used")),
    ]
