"""Brings rows from before to what 0006 lets the database hold."""

from django.db import migrations

FILL = [
    """
    UPDATE members_officepolicy SET
      endorse_days = LEAST(GREATEST(endorse_days, 1), 90),
      offer_days = LEAST(GREATEST(offer_days, 1), 90),
      review_days = LEAST(GREATEST(review_days, 1), 90)
    WHERE NOT (endorse_days BETWEEN 1 AND 90 AND offer_days BETWEEN 1 AND 90 AND review_days BETWEEN 1 AND 90)
    """,
    """
    UPDATE members_enrolment SET until_on = COALESCE(
      (SELECT max(occurred_at AT TIME ZONE 'Asia/Shanghai')::date FROM portal_step
       WHERE subject_kind = 'enrolment' AND subject_id = members_enrolment.id AND to_state = 'left'
         AND (occurred_at AT TIME ZONE 'Asia/Shanghai')::date >= from_on),
      from_on, CURRENT_DATE)
    WHERE state = 'left' AND until_on IS NULL
    """,
    """
    UPDATE members_region SET latitude = NULL, longitude = NULL
    WHERE (latitude IS NULL) <> (longitude IS NULL) OR abs(latitude) > 90 OR abs(longitude) > 180
    """,
]


class Migration(migrations.Migration):
    dependencies = [("members", "0004_late_days"), ("portal", "0002_tables")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
