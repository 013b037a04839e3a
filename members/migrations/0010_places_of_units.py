from django.db import migrations, models


def degrees(name: str) -> models.DecimalField:
    return models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [("members", "0009_organisation")]
    operations = [
        migrations.AddField("unit", "latitude", degrees("纬度")),
        migrations.AddField("unit", "longitude", degrees("经度")),
        migrations.AddField(
            "officepolicy",
            "paired_days",
            models.PositiveSmallIntegerField(
                db_default=3, default=3, verbose_name="结对单位优先认领天数（0 为不设）"
            ),
        ),
    ]
