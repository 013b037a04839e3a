from django.db import migrations


class Migration(migrations.Migration):
    """Counters of requests need not outlive a crash, so they are not logged."""

    dependencies = [("portal", "0002_tables")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE portal_requestcounter SET UNLOGGED", "ALTER TABLE portal_requestcounter SET LOGGED"
        ),
    ]
