from django.db import migrations

from portal.audit.operations import audit_table


class Migration(migrations.Migration):
    dependencies = [("alliances", "0001_initial")]
    operations = [
        audit_table("alliances_record"),
        audit_table("alliances_record_neighbourhoods"),
        audit_table("alliances_recordshare"),
    ]
