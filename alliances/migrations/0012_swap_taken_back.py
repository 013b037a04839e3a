"""A duty that went back because who accepted a swap took that back is a change of its own kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alliances", "0011_pairing_holds")]
    operations = [
        migrations.AlterField(
            "dutychange",
            "kind",
            models.CharField(
                choices=[("swap", "对调"), ("override", "调整"), ("undo", "撤回对调")],
                max_length=10,
                verbose_name="方式",
            ),
        ),
        migrations.RemoveConstraint("dutychange", "duty_change_kind_known"),
        migrations.AddConstraint(
            "dutychange",
            models.CheckConstraint(
                condition=models.Q(kind__in=["swap", "override", "undo"]), name="duty_change_kind_known"
            ),
        ),
    ]
