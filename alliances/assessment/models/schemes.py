"""A scheme: whom it concerns, what it measures by which rule, and the grades it gives."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from alliances.assessment.states import SchemeState
from alliances.papers.models import Document
from members.party.models import PartyLevel
from members.places.models import Region
from members.scope import scope_of
from members.units.models import UnitKind
from portal.constraints import SaidByActions


class Purpose(models.TextChoices):
    FEEDBACK = "feedback", "参与情况反馈"
    APPRAISAL = "appraisal", "考核"


class Cadence(models.TextChoices):
    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    HALF = "half", "每半年"
    YEAR = "year", "每年"


class Source(models.TextChoices):
    METRIC = "metric", "按记录计算"
    JUDGEMENT = "judgement", "评议打分"
    SURVEY = "survey", "测评结果"


class Rule(models.TextChoices):
    EACH = "each", "每项计分"
    LESS = "less", "每项扣分"
    RATIO = "ratio", "按完成比例"
    STEPS = "steps", "按档计分"
    MARKS = "marks", "直接计分"


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def visible_to(self, user: Any) -> "SchemeQuerySet":
        """The office and who oversees it see all; whoever takes part, what is or was in force."""
        scope = scope_of(user)
        if not scope.signed_in:
            return self.none()
        overseen = scope.office_region_ids | scope.overseen_region_ids
        told = Q(region_id__in=scope.enrolled_region_ids) & ~Q(state=SchemeState.DRAFTED)
        return self.filter(Q(region_id__in=overseen) | told)


class Scheme(SaidByActions):
    """办法: one year's rules for member units (参与情况反馈) or for party organisations (考核).

    It may change as long as it is a draft; afterwards a new `edition` follows it. An appraisal rests on a
    document. `ordinary_percent`: how much of the year's result is the mean of the ordinary cycles (平时),
    the rest being the year's own; nought where the year stands for itself. Nothing is ranked or publicised
    unless the scheme says so.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="schemes", verbose_name="街道（镇）")
    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("名称", max_length=60)
    purpose = models.CharField("用途", max_length=10, choices=Purpose)
    edition = models.PositiveSmallIntegerField("版次", default=1, editable=False)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", editable=False
    )
    basis = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="schemes", verbose_name="依据文件"
    )
    unit_kinds = models.ManyToManyField(
        UnitKind, blank=True, related_name="+", verbose_name="单位类别", help_text="不选即全部成员单位"
    )
    party_levels = ArrayField(
        models.CharField(max_length=16, choices=PartyLevel),
        default=list,
        blank=True,
        verbose_name="党组织层级",
        help_text="不选即全部党组织",
    )
    cadence = models.CharField("周期", max_length=8, choices=Cadence, default=Cadence.HALF)
    full_marks = models.DecimalField("总分", max_digits=6, decimal_places=2, default=100)
    ordinary_percent = models.PositiveSmallIntegerField(
        "平时成绩占全年（%）", default=0, help_text="全年成绩＝平时平均×占比＋年度×其余＋加分；0 即只看年度"
    )
    objection_days = models.PositiveSmallIntegerField("异议期（天）", default=5)
    publicise_days = models.PositiveSmallIntegerField("公示（天）", default=0, help_text="0 即不公示，只反馈")
    is_ranked = models.BooleanField("列出名次", default=False, help_text="仅限考核")
    state = models.CharField(
        "状态", max_length=10, choices=SchemeState, default=SchemeState.DRAFTED, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = "考核办法"
        indexes = [models.Index(fields=["region", "-year", "-id"], name="scheme_by_year")]
        constraints = [
            models.UniqueConstraint("region", "year", "name", "edition", name="scheme_edition_once"),
            models.CheckConstraint(condition=Q(state__in=SchemeState.values), name="scheme_state_known"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="scheme_purpose_known"),
            models.CheckConstraint(condition=Q(cadence__in=Cadence.values), name="scheme_cadence_known"),
            models.CheckConstraint(
                condition=Q(party_levels__contained_by=PartyLevel.values), name="scheme_levels_known"
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="scheme_year_in_range"),
            models.CheckConstraint(condition=Q(full_marks__gt=0), name="scheme_full_marks_positive"),
            models.CheckConstraint(
                condition=Q(ordinary_percent__lte=100), name="scheme_ordinary_percent_in_range"
            ),
            models.CheckConstraint(
                condition=Q(objection_days__range=(1, 60), publicise_days__lte=60),
                name="scheme_days_in_range",
            ),
            models.CheckConstraint(
                condition=Q(state=SchemeState.DRAFTED) | Q(purpose=Purpose.FEEDBACK) | Q(basis__isnull=False),
                name="scheme_appraisal_has_basis",
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.APPRAISAL) | Q(publicise_days=0, is_ranked=False),
                name="scheme_feedback_is_private",
            ),
        ]

    def __str__(self) -> str:
        return self.name if self.edition == 1 else f"{self.name}（第{self.edition}版）"

    @property
    def is_appraisal(self) -> bool:
        return self.purpose == Purpose.APPRAISAL

    def editions(self) -> "SchemeQuerySet":
        """All editions of its year, itself among them: a span that one of them opened is not opened again."""
        return Scheme.objects.filter(region=self.region_id, year=self.year, name=self.name)


class Indicator(SaidByActions):
    """指标, in two levels: a group has full marks only, an indicator under it a source and a rule.

    `full_marks` is the cap, `floor` the least. EACH and LESS go by `per_item`, RATIO by `target` (a pledged
    yearly target stands before it), STEPS by `steps` ([[at least, points], …], the highest reached counts),
    MARKS takes the judgement, or a survey's hundredths of full marks. A bonus comes on top of full marks.
    Groups of
    the same `index` make up one index (指数); indicators follow their group in both.
    """

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="indicators")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    ordinal = models.PositiveSmallIntegerField("序号")
    name = models.CharField("指标", max_length=60)
    requirement = models.CharField("要求", max_length=200, blank=True)
    full_marks = models.DecimalField("满分", max_digits=6, decimal_places=2)
    is_bonus = models.BooleanField("加分项", default=False)
    index = models.CharField("归入指数", max_length=20, blank=True)
    source = models.CharField("来源", max_length=10, choices=Source, blank=True)
    metric = models.CharField("数据项", max_length=60, blank=True)
    survey_kind = models.CharField("测评种类", max_length=20, blank=True)
    rule = models.CharField("计分规则", max_length=8, choices=Rule, blank=True)
    per_item = models.DecimalField("每项分值", max_digits=6, decimal_places=2, null=True, blank=True)
    target = models.DecimalField("目标值", max_digits=14, decimal_places=2, null=True, blank=True)
    steps = models.JSONField("分档", default=list, blank=True)
    floor = models.DecimalField("最低分", max_digits=6, decimal_places=2, default=0)

    class Meta:
        verbose_name = "考核指标"
        ordering = ["scheme", "ordinal"]
        constraints = [
            models.UniqueConstraint("scheme", "ordinal", name="indicator_ordinal_once"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, source="", rule="")
                | Q(parent__isnull=False, source__in=Source.values, rule__in=Rule.values),
                name="indicator_measures_or_groups",
            ),
            models.CheckConstraint(condition=Q(full_marks__gt=0), name="indicator_full_marks_positive"),
            models.CheckConstraint(
                condition=Q(floor__lte=F("full_marks")), name="indicator_floor_below_full"
            ),
            models.CheckConstraint(
                condition=~Q(rule__in=(Rule.EACH, Rule.LESS)) | Q(per_item__gt=0, per_item__isnull=False),
                name="indicator_per_item_given",
            ),
            models.CheckConstraint(
                condition=~Q(rule=Rule.RATIO) | Q(target__gt=0, target__isnull=False),
                name="indicator_target_above_nought",
            ),
            models.CheckConstraint(
                condition=~Q(rule=Rule.STEPS) | ~Q(steps=[]), name="indicator_steps_given"
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.METRIC) | ~Q(metric=""), name="indicator_metric_named"
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.SURVEY) | ~Q(survey_kind=""), name="indicator_survey_named"
            ),
            models.CheckConstraint(
                condition=Q(source="") | Q(index="", is_bonus=False),
                name="indicator_bonus_and_index_of_groups",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def group(self) -> "Indicator":
        """The group it stands in, or itself where it is one."""
        return self.parent or self


class Grade(SaidByActions):
    """等次: from so many points, and for at most so many in a hundred of those assessed."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="grades")
    ordinal = models.PositiveSmallIntegerField("序号", help_text="最好的为 1")
    name = models.CharField("等次", max_length=20)
    at_least = models.DecimalField("不低于（分）", max_digits=6, decimal_places=2)
    quota_percent = models.PositiveSmallIntegerField("名额不超过（%）", null=True, blank=True)

    class Meta:
        verbose_name = "等次"
        ordering = ["scheme", "ordinal"]
        constraints = [
            models.UniqueConstraint("scheme", "ordinal", name="grade_ordinal_once"),
            models.UniqueConstraint("scheme", "name", name="grade_name_once"),
            models.CheckConstraint(
                condition=Q(quota_percent__isnull=True) | Q(quota_percent__range=(1, 100)),
                name="grade_quota_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Condition(SaidByActions):
    """限定条件: whose value stays below `at_least` gets no grade better than `best`."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="conditions")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="conditions")
    at_least = models.DecimalField("值不低于", max_digits=14, decimal_places=2)
    best = models.ForeignKey(Grade, models.CASCADE, related_name="+", verbose_name="否则最高")

    class Meta:
        verbose_name = "限定条件"
        ordering = ["scheme", "pk"]
        constraints = [
            models.UniqueConstraint("indicator", "best", name="condition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}不低于 {self.at_least}，否则最高“{self.best}”"
