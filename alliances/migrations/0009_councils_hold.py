"""What the database holds about alliances, rotations and meetings beyond their constraints; their audit."""

from pathlib import Path

from django.db import migrations

from portal.audit.operations import audit_table

SQL = Path(__file__).resolve().parent.parent / "sql"


def rules(name: str) -> migrations.RunSQL:
    up, down = (SQL / f"{name}.sql", SQL / f"{name}_undo.sql")
    return migrations.RunSQL([up.read_text(encoding="utf-8")], [down.read_text(encoding="utf-8")])


TABLES = (
    *("alliance", "membership"),
    *("rotation", "seat", "exemption", "duty", "swap", "dutychange"),
    *("meeting", "meeting_records", "agendaitem", "minutes"),
    *("resolution", "resolution_records", "recheck"),
)


class Migration(migrations.Migration):
    dependencies = [("alliances", "0008_meetings")]
    operations = [
        rules("councils"),
        rules("rotation"),
        rules("meetings"),
        *(audit_table(f"alliances_{table}") for table in TABLES),
        audit_table("alliances_concurrentmember", personal=["name"]),
        audit_table("alliances_invitation", personal=["who"]),
        audit_table("alliances_feed", omitted=["digest"]),
    ]
