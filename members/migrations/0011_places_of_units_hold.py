from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("members", "0010_places_of_units")]
    operations = [
        migrations.AddConstraint(
            "officepolicy",
            models.CheckConstraint(condition=Q(paired_days__lte=90), name="office_policy_paired_days"),
        ),
        migrations.AddConstraint(
            "unit",
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="unit_on_the_globe",
            ),
        ),
    ]
