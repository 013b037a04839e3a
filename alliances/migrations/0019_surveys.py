"""Surveys: what is asked about whom, links that answer once, and tallies of the answers."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("alliances", "0018_assessment_holds"),
        ("members", "0011_places_of_units_hold"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public", "群众满意度"),
                            ("four_sides", "四指同评"),
                            ("democratic", "民主测评"),
                        ],
                        max_length=20,
                        verbose_name="种类",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="名称")),
                ("from_on", models.DateField(verbose_name="开始日期")),
                ("until_on", models.DateField(verbose_name="截止日期")),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None, verbose_name="选项"
                    ),
                ),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(null=True), size=None, verbose_name="分值"
                    ),
                ),
                ("takes_remarks", models.BooleanField(default=True, verbose_name="请填写意见")),
                (
                    "state",
                    models.CharField(
                        choices=[("drafted", "拟订中"), ("open", "测评中"), ("closed", "已结束")],
                        default="drafted",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surveys",
                        to="members.region",
                        verbose_name="街道（镇）",
                    ),
                ),
            ],
            options={
                "verbose_name": "测评",
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("text", models.CharField(max_length=120, verbose_name="问题")),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="alliances.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "测评问题",
                "ordering": ["survey", "ordinal"],
            },
        ),
        migrations.CreateModel(
            name="JudgingSide",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("name", models.CharField(max_length=20, verbose_name="评议方")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="权重",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sides",
                        to="alliances.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "评议方",
                "ordering": ["survey", "ordinal"],
            },
        ),
        migrations.CreateModel(
            name="SurveySubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "party_org",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.partyorg",
                        verbose_name="党组织",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subjects",
                        to="alliances.survey",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.unit",
                        verbose_name="成员单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "测评对象",
                "ordering": ["survey", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LinkBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(2000),
                        ],
                        verbose_name="份数",
                    ),
                ),
                ("made_on", models.DateField(verbose_name="生成日期")),
                ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="停用时间")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "side",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="alliances.judgingside",
                        verbose_name="评议方",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="alliances.survey",
                    ),
                ),
                (
                    "subjects",
                    models.ManyToManyField(
                        related_name="batches", to="alliances.surveysubject", verbose_name="评议对象"
                    ),
                ),
            ],
            options={
                "verbose_name": "测评链接",
                "ordering": ["survey", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ballots", models.PositiveIntegerField(default=0)),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ArrayField(
                            base_field=models.PositiveIntegerField(), size=None
                        ),
                        size=None,
                    ),
                ),
                (
                    "remarks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                (
                    "side",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="alliances.judgingside",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="alliances.surveysubject",
                    ),
                ),
            ],
            options={
                "verbose_name": "测评统计",
                "ordering": ["subject", "side"],
            },
        ),
        migrations.CreateModel(
            name="AnswerLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("is_used", models.BooleanField(default=False, editable=False)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="alliances.linkbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "测评链接（单份）",
                "constraints": [models.UniqueConstraint(models.F("digest"), name="answer_link_once")],
            },
        ),
        migrations.AddIndex(
            model_name="survey",
            index=models.Index(fields=["region", "-until_on", "-id"], name="survey_by_last_day"),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["drafted", "open", "closed"])), name="survey_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["public", "four_sides", "democratic"])),
                name="survey_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gte", models.F("from_on"))), name="survey_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("choices__len__range", (2, 5)), ("points__len", models.F("choices__len"))
                ),
                name="survey_choices_have_points",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                models.F("survey"), models.F("ordinal"), name="question_ordinal_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="judgingside",
            constraint=models.UniqueConstraint(
                models.F("survey"), models.F("ordinal"), name="side_ordinal_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="judgingside",
            constraint=models.UniqueConstraint(models.F("survey"), models.F("name"), name="side_name_once"),
        ),
        migrations.AddConstraint(
            model_name="judgingside",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__range", (1, 100))), name="side_weight_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveysubject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party_org__isnull", True), ("unit__isnull", False)),
                    models.Q(("party_org__isnull", False), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="survey_subject_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveysubject",
            constraint=models.UniqueConstraint(
                models.F("survey"),
                models.F("unit"),
                models.F("party_org"),
                name="survey_subject_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="linkbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__range", (1, 2000))), name="link_batch_size_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(models.F("subject"), models.F("side"), name="tally_once"),
        ),
    ]
