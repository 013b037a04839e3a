from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("members", "0007_temporary_password")]
    operations = [
        migrations.AddConstraint(
            "officepolicy",
            models.CheckConstraint(condition=Q(late_days__range=(1, 90)), name="office_policy_late_days"),
        ),
    ]
