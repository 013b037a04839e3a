from django.db import migrations, models


class Migration(migrations.Migration):
    """The day an offer was given, kept when it is taken up: whoever takes that back has the offer again."""

    dependencies = [("projects", "0005_moments_hold")]
    operations = [
        migrations.AddField(
            "claim",
            "offer_until",
            models.DateTimeField("邀请保留至", null=True, blank=True, editable=False),
        )
    ]
