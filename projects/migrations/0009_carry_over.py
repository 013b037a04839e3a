import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from portal.audit.operations import audit_table


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        ("projects", "0008_signed_letter"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CarryOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_year", models.PositiveSmallIntegerField(verbose_name="原年度")),
                ("to_year", models.PositiveSmallIntegerField(verbose_name="沿用到")),
                ("lists", models.JSONField(verbose_name="清单")),
                ("left_out", models.JSONField(default=list, verbose_name="不沿用的")),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "沿用中"), ("done", "已完成"), ("failed", "未完成")],
                        default="running",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("drafts", models.JSONField(null=True, verbose_name="新增草稿")),
                ("trouble", models.CharField(blank=True, max_length=300, verbose_name="未完成的原因")),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="办理时间"),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.region",
                        verbose_name="街道（镇）",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度沿用",
                "indexes": [models.Index(fields=["region", "-id"], name="carry_over_by_region")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=["running", "done", "failed"]), name="carry_over_state_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(to_year__gt=F("from_year")), name="carry_over_goes_forward"
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="done") | Q(drafts__isnull=False, ended_at__isnull=False),
                        name="carry_over_done_says_what",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="failed") | Q(trouble__gt=""), name="carry_over_failed_says_why"
                    ),
                    models.UniqueConstraint(
                        fields=["region", "to_year"],
                        condition=Q(state="running"),
                        name="carry_over_runs_once",
                    ),
                ],
            },
        ),
        audit_table("projects_carryover"),
    ]
