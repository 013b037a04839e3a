from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0003_unit_kinds")]
    operations = [
        migrations.AddField(
            model_name="officepolicy",
            name="late_days",
            field=models.PositiveSmallIntegerField(
                db_default=31, default=31, verbose_name="上年度补录期限（1 月 1 日起的天数）"
            ),
        ),
    ]
