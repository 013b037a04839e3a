from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("alliances", "0003_fill_struck")]
    operations = [
        migrations.AddConstraint(
            "record",
            models.CheckConstraint(
                condition=Q(struck_reason="") | Q(struck_at__isnull=False), name="record_struck_has_moment"
            ),
        ),
    ]
