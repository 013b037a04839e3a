from django.db import migrations

STEPS_STAY = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'lianxi_app') AND current_user <> 'lianxi_app' THEN
    REVOKE UPDATE, DELETE ON portal_step, portal_personaldataview FROM lianxi_app;
  END IF;
END $$
"""


class Migration(migrations.Migration):
    """The application's role adds steps and views of personal data, and changes none.

    Counters of requests need not outlive a crash, so they are not logged.
    """

    dependencies = [("portal", "0002_tables")]
    operations = [
        migrations.RunSQL(STEPS_STAY, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE portal_requestcounter SET UNLOGGED", "ALTER TABLE portal_requestcounter SET LOGGED"
        ),
    ]
