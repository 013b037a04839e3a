"""Schemes, their indicators, grades and targets; cycles with judgements, results and objections."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("alliances", "0016_bounds_said"),
        ("members", "0011_places_of_units_hold"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Grade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(help_text="最好的为 1", verbose_name="序号")),
                ("name", models.CharField(max_length=20, verbose_name="等次")),
                (
                    "at_least",
                    models.DecimalField(decimal_places=2, max_digits=6, verbose_name="不低于（分）"),
                ),
                (
                    "quota_percent",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="名额不超过（%）"),
                ),
            ],
            options={
                "verbose_name": "等次",
                "ordering": ["scheme", "ordinal"],
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "span",
                    models.CharField(
                        choices=[
                            ("m1", "1月"),
                            ("m2", "2月"),
                            ("m3", "3月"),
                            ("m4", "4月"),
                            ("m5", "5月"),
                            ("m6", "6月"),
                            ("m7", "7月"),
                            ("m8", "8月"),
                            ("m9", "9月"),
                            ("m10", "10月"),
                            ("m11", "11月"),
                            ("m12", "12月"),
                            ("q1", "第一季度"),
                            ("q2", "第二季度"),
                            ("q3", "第三季度"),
                            ("q4", "第四季度"),
                            ("h1", "上半年"),
                            ("h2", "下半年"),
                            ("year", "全年"),
                        ],
                        max_length=4,
                        verbose_name="周期",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="起")),
                ("until_on", models.DateField(verbose_name="止")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "进行中"),
                            ("computed", "待审核"),
                            ("reviewed", "已审核"),
                            ("fed_back", "已反馈"),
                            ("publicised", "公示中"),
                            ("final", "已定"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("computed_at", models.DateTimeField(editable=False, null=True, verbose_name="计算时间")),
                ("contest_until", models.DateField(editable=False, null=True, verbose_name="异议截止")),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "computed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "考核周期",
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("name", models.CharField(max_length=60, verbose_name="指标")),
                ("requirement", models.CharField(blank=True, max_length=200, verbose_name="要求")),
                ("full_marks", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="满分")),
                ("is_bonus", models.BooleanField(default=False, verbose_name="加分项")),
                ("index", models.CharField(blank=True, max_length=20, verbose_name="归入指数")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[("metric", "按记录计算"), ("judgement", "评议打分"), ("survey", "测评结果")],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                ("metric", models.CharField(blank=True, max_length=60, verbose_name="数据项")),
                ("survey_kind", models.CharField(blank=True, max_length=20, verbose_name="测评种类")),
                (
                    "rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("each", "每项计分"),
                            ("less", "每项扣分"),
                            ("ratio", "按完成比例"),
                            ("steps", "按档计分"),
                            ("marks", "直接计分"),
                        ],
                        max_length=8,
                        verbose_name="计分规则",
                    ),
                ),
                (
                    "per_item",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="每项分值"
                    ),
                ),
                (
                    "target",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="目标值"
                    ),
                ),
                ("steps", models.JSONField(blank=True, default=list, verbose_name="分档")),
                (
                    "floor",
                    models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="最低分"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="alliances.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核指标",
                "ordering": ["scheme", "ordinal"],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                ("is_current", models.BooleanField(default=True)),
                (
                    "share",
                    models.DecimalField(
                        decimal_places=4, default=1, max_digits=5, verbose_name="参与时长占比"
                    ),
                ),
                ("base", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="得分")),
                (
                    "bonus",
                    models.DecimalField(decimal_places=2, default=0, max_digits=8, verbose_name="加分"),
                ),
                (
                    "ordinary",
                    models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name="平时平均"),
                ),
                ("total", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="总分")),
                ("indices", models.JSONField(default=dict, verbose_name="指数")),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="alliances.cycle",
                        verbose_name="周期",
                    ),
                ),
                (
                    "grade",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="alliances.grade",
                        verbose_name="等次",
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
                "verbose_name": "考核结果",
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="理由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "待答复"),
                            ("upheld", "予以更正"),
                            ("dismissed", "维持原结果"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="raised",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "raised_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间"),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="alliances.indicator",
                        verbose_name="指标",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrected",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrects",
                        to="alliances.result",
                        verbose_name="更正后的结果",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="alliances.result",
                        verbose_name="结果",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议",
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("feedback", "参与情况反馈"), ("appraisal", "考核")],
                        max_length=10,
                        verbose_name="用途",
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="版次")),
                (
                    "party_levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("committee", "党（工）委"),
                                ("general_branch", "党总支"),
                                ("branch", "党支部"),
                                ("group", "党小组"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        help_text="不选即全部党组织",
                        size=None,
                        verbose_name="党组织层级",
                    ),
                ),
                (
                    "cadence",
                    models.CharField(
                        choices=[
                            ("month", "每月"),
                            ("quarter", "每季度"),
                            ("half", "每半年"),
                            ("year", "每年"),
                        ],
                        default="half",
                        max_length=8,
                        verbose_name="周期",
                    ),
                ),
                (
                    "full_marks",
                    models.DecimalField(decimal_places=2, default=100, max_digits=6, verbose_name="总分"),
                ),
                (
                    "ordinary_percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="全年成绩＝平时平均×占比＋年度×其余＋加分；0 即只看年度",
                        verbose_name="平时成绩占全年（%）",
                    ),
                ),
                ("objection_days", models.PositiveSmallIntegerField(default=5, verbose_name="异议期（天）")),
                (
                    "publicise_days",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="0 即不公示，只反馈", verbose_name="公示（天）"
                    ),
                ),
                (
                    "is_ranked",
                    models.BooleanField(default=False, help_text="仅限考核", verbose_name="列出名次"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("drafted", "拟订中"), ("adopted", "施行中"), ("retired", "已停用")],
                        default="drafted",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schemes",
                        to="alliances.document",
                        verbose_name="依据文件",
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="alliances.scheme",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schemes",
                        to="members.region",
                        verbose_name="街道（镇）",
                    ),
                ),
                (
                    "unit_kinds",
                    models.ManyToManyField(
                        blank=True,
                        help_text="不选即全部成员单位",
                        related_name="+",
                        to="members.unitkind",
                        verbose_name="单位类别",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核办法",
            },
        ),
        migrations.AddField(
            model_name="indicator",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="alliances.scheme"
            ),
        ),
        migrations.AddField(
            model_name="grade",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="grades", to="alliances.scheme"
            ),
        ),
        migrations.AddField(
            model_name="cycle",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cycles",
                to="alliances.scheme",
                verbose_name="办法",
            ),
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at_least", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="值不低于")),
                (
                    "best",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="alliances.grade",
                        verbose_name="否则最高",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="alliances.indicator",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="alliances.scheme",
                    ),
                ),
            ],
            options={
                "verbose_name": "限定条件",
                "ordering": ["scheme", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=16, null=True, verbose_name="值")),
                (
                    "points",
                    models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name="得分"),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="算法")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="alliances.indicator",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="alliances.result",
                    ),
                ),
            ],
            options={
                "verbose_name": "得分",
                "ordering": ["result", "indicator__ordinal"],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="数量")),
                ("requirement", models.CharField(blank=True, max_length=200, verbose_name="要求")),
                ("standard", models.CharField(blank=True, max_length=200, verbose_name="标准")),
                ("pledged_at", models.DateTimeField(editable=False, null=True, verbose_name="承诺时间")),
                (
                    "basis",
                    models.CharField(blank=True, editable=False, max_length=100, verbose_name="代办依据"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="alliances.indicator",
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
                    "pledged_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "年度目标",
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="分值")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="alliances.cycle",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="alliances.indicator",
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
                "verbose_name": "评议",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("cycle"),
                        models.F("indicator"),
                        models.F("unit"),
                        name="judgement_once_per_unit",
                    ),
                    models.UniqueConstraint(
                        models.F("cycle"),
                        models.F("indicator"),
                        models.F("party_org"),
                        name="judgement_once_per_party_org",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("party_org__isnull", True), ("unit__isnull", False)),
                            models.Q(("party_org__isnull", False), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="judgement_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="judgement_with_reason"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.UniqueConstraint(
                models.F("cycle"), models.F("unit"), models.F("edition"), name="result_edition_once_per_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.UniqueConstraint(
                models.F("cycle"),
                models.F("party_org"),
                models.F("edition"),
                name="result_edition_once_per_org",
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("cycle", "unit"),
                name="result_one_current_per_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("cycle", "party_org"),
                name="result_one_current_per_org",
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party_org__isnull", True), ("unit__isnull", False)),
                    models.Q(("party_org__isnull", False), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="result_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition__gte", 1)), name="result_edition_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.CheckConstraint(
                condition=models.Q(("share__gt", 0), ("share__lte", 1)), name="result_share_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "raised")),
                fields=("result", "indicator"),
                name="objection_once_at_a_time",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["raised", "upheld", "dismissed", "withdrawn"])),
                name="objection_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="objection_with_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("upheld", "dismissed")), _negated=True),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="objection_answered_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrected__isnull", False), ("state", "upheld")),
                    models.Q(models.Q(("state", "upheld"), _negated=True), ("corrected__isnull", True)),
                    _connector="OR",
                ),
                name="objection_upheld_is_corrected",
            ),
        ),
        migrations.AddIndex(
            model_name="scheme",
            index=models.Index(fields=["region", "-year", "-id"], name="scheme_by_year"),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.UniqueConstraint(
                models.F("region"),
                models.F("year"),
                models.F("name"),
                models.F("edition"),
                name="scheme_edition_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["drafted", "adopted", "retired"])),
                name="scheme_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["feedback", "appraisal"])), name="scheme_purpose_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("cadence__in", ["month", "quarter", "half", "year"])),
                name="scheme_cadence_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("party_levels__contained_by", ["committee", "general_branch", "branch", "group"])
                ),
                name="scheme_levels_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__range", (2000, 2100))), name="scheme_year_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_marks__gt", 0)), name="scheme_full_marks_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinary_percent__lte", 100)), name="scheme_ordinary_percent_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("objection_days__range", (1, 60)), ("publicise_days__lte", 60)),
                name="scheme_days_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "drafted"), ("purpose", "feedback"), ("basis__isnull", False), _connector="OR"
                ),
                name="scheme_appraisal_has_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose", "appraisal"),
                    models.Q(("is_ranked", False), ("publicise_days", 0)),
                    _connector="OR",
                ),
                name="scheme_feedback_is_private",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                models.F("scheme"), models.F("ordinal"), name="indicator_ordinal_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("parent__isnull", True), ("rule", ""), ("source", "")),
                    models.Q(
                        ("parent__isnull", False),
                        ("rule__in", ["each", "less", "ratio", "steps", "marks"]),
                        ("source__in", ["metric", "judgement", "survey"]),
                    ),
                    _connector="OR",
                ),
                name="indicator_measures_or_groups",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_marks__gt", 0)), name="indicator_full_marks_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("floor__lte", models.F("full_marks"))), name="indicator_floor_below_full"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rule__in", ("each", "less")), _negated=True),
                    models.Q(("per_item__gt", 0), ("per_item__isnull", False)),
                    _connector="OR",
                ),
                name="indicator_per_item_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rule", "ratio"), _negated=True),
                    models.Q(("target__gt", 0), ("target__isnull", False)),
                    _connector="OR",
                ),
                name="indicator_target_above_nought",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rule", "steps"), _negated=True),
                    models.Q(("steps", []), _negated=True),
                    _connector="OR",
                ),
                name="indicator_steps_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "metric"), _negated=True),
                    models.Q(("metric", ""), _negated=True),
                    _connector="OR",
                ),
                name="indicator_metric_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "survey"), _negated=True),
                    models.Q(("survey_kind", ""), _negated=True),
                    _connector="OR",
                ),
                name="indicator_survey_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source", ""), models.Q(("index", ""), ("is_bonus", False)), _connector="OR"
                ),
                name="indicator_bonus_and_index_of_groups",
            ),
        ),
        migrations.AddConstraint(
            model_name="grade",
            constraint=models.UniqueConstraint(
                models.F("scheme"), models.F("ordinal"), name="grade_ordinal_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="grade",
            constraint=models.UniqueConstraint(models.F("scheme"), models.F("name"), name="grade_name_once"),
        ),
        migrations.AddConstraint(
            model_name="grade",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quota_percent__isnull", True), ("quota_percent__range", (1, 100)), _connector="OR"
                ),
                name="grade_quota_in_range",
            ),
        ),
        migrations.AddIndex(
            model_name="cycle",
            index=models.Index(fields=["-until_on", "-id"], name="cycle_by_day"),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(
                models.F("scheme"), models.F("span"), name="cycle_once_per_scheme"
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "span__in",
                        [
                            "m1",
                            "m2",
                            "m3",
                            "m4",
                            "m5",
                            "m6",
                            "m7",
                            "m8",
                            "m9",
                            "m10",
                            "m11",
                            "m12",
                            "q1",
                            "q2",
                            "q3",
                            "q4",
                            "h1",
                            "h2",
                            "year",
                        ],
                    )
                ),
                name="cycle_span_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "computed", "reviewed", "fed_back", "publicised", "final"])
                ),
                name="cycle_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_on__lte", models.F("until_on"))), name="cycle_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), ("computed_at__isnull", False), _connector="OR"),
                name="cycle_was_computed",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("fed_back", "publicised", "final")), _negated=True),
                    ("contest_until__isnull", False),
                    _connector="OR",
                ),
                name="cycle_told_until_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.UniqueConstraint(
                models.F("indicator"), models.F("best"), name="condition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(models.F("result"), models.F("indicator"), name="score_once"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                models.F("indicator"), models.F("unit"), name="target_once_per_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                models.F("indicator"), models.F("party_org"), name="target_once_per_party_org"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party_org__isnull", True), ("unit__isnull", False)),
                    models.Q(("party_org__isnull", False), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="target_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="target_above_nought"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pledged_at__isnull", True), ("pledged_by__isnull", True)),
                    models.Q(("pledged_at__isnull", False), ("pledged_by__isnull", False)),
                    _connector="OR",
                ),
                name="target_pledged_by_somebody",
            ),
        ),
    ]
