"""A cycle of a scheme, what people judged in it, and what came out."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliances.assessment.models.schemes import Grade, Indicator, Scheme
from alliances.assessment.states import TOLD, CycleState
from members.party.concerned import ONE_OF_BOTH, Concerned
from members.scope import Scope, scope_of

SPANS = {
    **{f"m{month}": f"{month}月" for month in range(1, 13)},
    **{f"q{quarter}": f"第{name}季度" for quarter, name in enumerate("一二三四", start=1)},
    "h1": "上半年",
    "h2": "下半年",
    "year": "全年",
}


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, user: Any) -> "CycleQuerySet":
        """The office and who oversees it see all; whoever takes part, those that were told."""
        scope = scope_of(user)
        if not scope.signed_in:
            return self.none()
        overseen = scope.office_region_ids | scope.overseen_region_ids
        told = Q(scheme__region_id__in=scope.enrolled_region_ids, state__in=TOLD)
        return self.filter(Q(scheme__region_id__in=overseen) | told)


class Cycle(models.Model):
    """周期: a month, quarter, half-year or year of a scheme. `digest` is of its results, as computed."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="cycles", verbose_name="办法")
    span = models.CharField("周期", max_length=4, choices=SPANS.items())
    from_on = models.DateField("起")
    until_on = models.DateField("止")
    state = models.CharField(
        "状态", max_length=10, choices=CycleState, default=CycleState.OPEN, editable=False
    )
    computed_at = models.DateTimeField("计算时间", null=True, editable=False)
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    contest_until = models.DateField("异议截止", null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "考核周期"
        indexes = [models.Index(fields=["-until_on", "-id"], name="cycle_by_day")]
        constraints = [
            models.UniqueConstraint("scheme", "span", name="cycle_once_per_scheme"),
            models.CheckConstraint(condition=Q(span__in=list(SPANS)), name="cycle_span_known"),
            models.CheckConstraint(condition=Q(state__in=CycleState.values), name="cycle_state_known"),
            models.CheckConstraint(condition=Q(from_on__lte=F("until_on")), name="cycle_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state=CycleState.OPEN) | Q(computed_at__isnull=False), name="cycle_was_computed"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TOLD) | Q(contest_until__isnull=False), name="cycle_told_until_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}·{self.scheme.year}年{self.get_span_display()}"

    @property
    def region_id(self) -> int:
        return self.scheme.region_id


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def visible_to(self, user: Any) -> "JudgementQuerySet":
        """The office and who oversees it; whom it concerns reads it behind its score."""
        scope = scope_of(user)
        overseen = scope.office_region_ids | scope.overseen_region_ids
        return self.filter(cycle__scheme__region_id__in=overseen)


class Judgement(Concerned):
    """评议: a value somebody gave for an indicator, with the reason. Judging anew replaces it, audited."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="judgements")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="judgements")
    value = models.DecimalField("分值", max_digits=14, decimal_places=2)
    reason = models.CharField("理由", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        verbose_name = "评议"
        constraints = [
            models.UniqueConstraint("cycle", "indicator", "unit", name="judgement_once_per_unit"),
            models.UniqueConstraint("cycle", "indicator", "party_org", name="judgement_once_per_party_org"),
            models.CheckConstraint(condition=ONE_OF_BOTH, name="judgement_of_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="judgement_with_reason"),
        ]


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, user: Any) -> "ResultQuerySet":
        """Those one opens; if publicised, those of the streets where one takes part."""
        scope = scope_of(user)
        if not scope.signed_in:
            return self.none()
        open_to_all = Q(
            cycle__state__in=TOLD,
            cycle__scheme__publicise_days__gt=0,
            cycle__scheme__region_id__in=scope.enrolled_region_ids,
        )
        return self.filter(_opened(scope) | open_to_all)

    def opened_to(self, user: Any) -> "ResultQuerySet":
        """With the points one by one: to the office and who oversees it; to whom it concerns, once told."""
        return self.filter(_opened(scope_of(user)))

    def current(self) -> "ResultQuerySet":
        return self.filter(is_current=True)


def _opened(scope: Scope) -> Q:
    overseen = scope.office_region_ids | scope.overseen_region_ids
    mine = scope.unit_ids | scope.line_unit_ids
    own = Q(unit_id__in=mine) | Q(party_org__unit_id__in=mine)
    return Q(cycle__scheme__region_id__in=overseen) | Q(cycle__state__in=TOLD) & own


class Result(Concerned):
    """结果 of one in a cycle. A correction is a further `edition`; the one before stays and can be read.

    `base` are the points within full marks, `bonus` those beyond; `ordinary` the mean of the ordinary cycles
    in a year's result; `total` what the grade goes by. `share`: which part of the span it took part, where
    less than all. `why` says in words how total and grade came about.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="results", verbose_name="周期")
    edition = models.PositiveSmallIntegerField("版次", default=1)
    is_current = models.BooleanField(default=True)
    share = models.DecimalField("参与时长占比", max_digits=5, decimal_places=4, default=1)
    base = models.DecimalField("得分", max_digits=8, decimal_places=2)
    bonus = models.DecimalField("加分", max_digits=8, decimal_places=2, default=0)
    ordinary = models.DecimalField("平时平均", max_digits=8, decimal_places=2, null=True)
    total = models.DecimalField("总分", max_digits=8, decimal_places=2)
    indices = models.JSONField("指数", default=dict)
    grade = models.ForeignKey(Grade, models.PROTECT, null=True, related_name="+", verbose_name="等次")
    why = models.CharField("说明", max_length=300, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "考核结果"
        constraints = [
            models.UniqueConstraint("cycle", "unit", "edition", name="result_edition_once_per_unit"),
            models.UniqueConstraint("cycle", "party_org", "edition", name="result_edition_once_per_org"),
            models.UniqueConstraint(
                fields=["cycle", "unit"], condition=Q(is_current=True), name="result_one_current_per_unit"
            ),
            models.UniqueConstraint(
                fields=["cycle", "party_org"],
                condition=Q(is_current=True),
                name="result_one_current_per_org",
            ),
            models.CheckConstraint(condition=ONE_OF_BOTH, name="result_of_one"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="result_edition_from_one"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="result_share_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.whom}：{self.cycle}"


class ScoreQuerySet(models.QuerySet["Score"]):
    def visible_to(self, user: Any) -> "ScoreQuerySet":
        """Of the results that this person opens."""
        return self.filter(result__in=Result.objects.opened_to(user))


class Score(models.Model):
    """得分 of one indicator: its value, the points by the rule (none: not scored), how they came about."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="scores")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="scores")
    value = models.DecimalField("值", max_digits=16, decimal_places=2, null=True)
    points = models.DecimalField("得分", max_digits=8, decimal_places=2, null=True)
    words = models.CharField("算法", max_length=200, blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = "得分"
        ordering = ["result", "indicator__ordinal"]
        constraints = [models.UniqueConstraint("result", "indicator", name="score_once")]

    def __str__(self) -> str:
        return f"{self.indicator}：{self.points}"
