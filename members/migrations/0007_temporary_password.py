from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever signed in before keeps their password."""

    dependencies = [("members", "0006_days_hold")]
    operations = [
        migrations.AddField(
            "user",
            "password_is_temporary",
            models.BooleanField("须修改密码", default=False, db_default=False, editable=False),
        ),
    ]
