"""Brings rows from before to what 0004 lets the database hold."""

from django.db import migrations

FILL = "UPDATE alliances_record SET struck_at = recorded_at WHERE struck_reason <> '' AND struck_at IS NULL"


class Migration(migrations.Migration):
    dependencies = [("alliances", "0002_audit")]
    operations = [migrations.RunSQL([FILL], migrations.RunSQL.noop)]
