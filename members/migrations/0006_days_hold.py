from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("members", "0005_fill_days")]
    operations = [
        migrations.AddConstraint(
            "enrolment",
            models.CheckConstraint(
                condition=~Q(state="left") | Q(until_on__isnull=False), name="enrolment_left_has_a_day"
            ),
        ),
        migrations.AddConstraint(
            "officepolicy",
            models.CheckConstraint(
                condition=Q(endorse_days__range=(1, 90)), name="office_policy_endorse_days"
            ),
        ),
        migrations.AddConstraint(
            "officepolicy",
            models.CheckConstraint(condition=Q(offer_days__range=(1, 90)), name="office_policy_offer_days"),
        ),
        migrations.AddConstraint(
            "officepolicy",
            models.CheckConstraint(condition=Q(review_days__range=(1, 90)), name="office_policy_review_days"),
        ),
        migrations.AddConstraint(
            "region",
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="region_on_the_globe",
            ),
        ),
    ]
