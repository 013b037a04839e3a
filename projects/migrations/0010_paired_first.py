"""The table of 优先单位 gets a model of its own, and with it the pairing that gave a unit its place.

The table is the one Django had made for `reserved_for`: only Django's idea of it changes, and one column
is added. Every row so far was named by staff: its pairing is empty.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("alliances", "0011_pairing_holds"),
        ("members", "0011_places_of_units_hold"),
        ("projects", "0009_carry_over"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Preferred",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="preferences",
                                to="projects.project",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="members.unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "优先单位",
                        "db_table": "projects_project_reserved_for",
                        "unique_together": {("project", "unit")},
                    },
                ),
                migrations.AlterField(
                    model_name="project",
                    name="reserved_for",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="reserved_projects",
                        through="projects.Preferred",
                        to="members.unit",
                        verbose_name="优先单位",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="preferred",
            name="pairing",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="preferences",
                to="alliances.pairing",
                verbose_name="依据的结对",
            ),
        ),
    ]
