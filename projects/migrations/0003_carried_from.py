import django.db.models.deletion
from django.db import migrations, models


def carried_from(model: str) -> migrations.AddField:
    field = models.OneToOneField(
        blank=True,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="carried_to",
        to=f"projects.{model}",
        verbose_name="沿用自",
    )
    return migrations.AddField(model_name=model, name="carried_from", field=field)


class Migration(migrations.Migration):
    """Which of last year's entries one was copied from; an entry is carried over once."""

    dependencies = [("projects", "0002_triggers")]
    operations = [carried_from("resource"), carried_from("need"), carried_from("project")]
