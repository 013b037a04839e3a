"""Rounds of pairing, with the rules they go by."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from members.places.models import Region
from members.scope import scope_of
from portal.constraints import SaidByActions


class Mode(models.TextChoices):
    VILLAGES = "villages", "村居共建"
    STATIONED = "stationed", "共驻共建"
    VOLUNTARY = "voluntary", "自主共建"
    LEADERS = "leaders", "双结对"
    INSTRUCTORS = "instructors", "企业指导员"


POST_MODES = (Mode.LEADERS, Mode.INSTRUCTORS)
"""In these a post is paired, not a unit."""

WEIGHTS = ("weight_distance", "weight_needs", "weight_load", "weight_history")
"""What a suggestion weighs; each 0 to 100."""

LARGEST_WEIGHT = 100
LONGEST_TERM = 120
"""Months."""

LONGEST_ANSWER = 90
"""Days."""


def between(least: int, most: int) -> list[Any]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: Any) -> "ProgrammeQuerySet":
        """Those of the places one takes part in."""
        scope = scope_of(user)
        return self.filter(region_id__in=scope.seen_region_ids) if scope.signed_in else self.none()

    def open(self) -> "ProgrammeQuerySet":
        return self.filter(closed_at=None)


class Programme(SaidByActions):
    """结对批次 (双百结对, 城乡结对 …): a round of pairings and the rules it goes by.

    `most_per_partner`, `most_per_host`: how many each side may have at a time; empty is no limit. The
    database holds both. `answer_days`: how long both secretaries have to agree. `every_months`: how often
    each pair does something together (周四行动: 1); empty where the round does not say.
    The weights belong to its suggestions.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="programmes", verbose_name="街道（镇）")
    name = models.CharField("名称", max_length=40, help_text="如：2026 年双百结对、城乡结对、周四行动")
    modes = ArrayField(models.CharField(max_length=12, choices=Mode), verbose_name="结对类型")
    purpose = models.CharField("宗旨", max_length=300, blank=True)
    based_on = models.CharField("依据文件", max_length=100, blank=True)
    from_on = models.DateField("开始日期")
    until_on = models.DateField("结束日期", null=True, blank=True)
    term_months = models.PositiveSmallIntegerField(
        "协议期限（月）", default=12, validators=between(1, LONGEST_TERM)
    )
    most_per_partner = models.PositiveSmallIntegerField(
        "每家单位最多结对", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    most_per_host = models.PositiveSmallIntegerField(
        "每个村居最多结对", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    answer_days = models.PositiveSmallIntegerField(
        "双方答复天数", default=14, validators=between(1, LONGEST_ANSWER)
    )
    every_months = models.PositiveSmallIntegerField(
        "每几个月共同活动一次", null=True, blank=True, validators=between(1, 12)
    )
    weight_distance = models.PositiveSmallIntegerField(
        "距离", default=40, validators=between(0, LARGEST_WEIGHT)
    )
    weight_needs = models.PositiveSmallIntegerField("供需", default=30, validators=between(0, LARGEST_WEIGHT))
    weight_load = models.PositiveSmallIntegerField("均衡", default=20, validators=between(0, LARGEST_WEIGHT))
    weight_history = models.PositiveSmallIntegerField(
        "延续", default=10, validators=between(0, LARGEST_WEIGHT)
    )
    closed_at = models.DateTimeField("结束办理时间", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "结对批次"
        ordering = ["-from_on", "-id"]
        indexes = [
            models.Index(fields=["region", "-from_on", "-id"], name="programme_by_start"),
            models.Index(fields=["name", "id"], name="programme_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                "region",
                "name",
                name="programme_name_once_per_region",
                violation_error_message="这里已有同名的结对批次，请换一个名称。",
            ),
            models.CheckConstraint(
                condition=Q(modes__len__gte=1, modes__contained_by=Mode.values),
                name="programme_modes_known",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="programme_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(term_months__range=(1, LONGEST_TERM)), name="programme_term_in_months"
            ),
            models.CheckConstraint(
                condition=Q(most_per_partner__isnull=True) | Q(most_per_partner__gte=1),
                name="programme_most_per_partner_positive",
            ),
            models.CheckConstraint(
                condition=Q(most_per_host__isnull=True) | Q(most_per_host__gte=1),
                name="programme_most_per_host_positive",
            ),
            models.CheckConstraint(
                condition=Q(answer_days__range=(1, LONGEST_ANSWER)), name="programme_answer_days_in_range"
            ),
            models.CheckConstraint(
                condition=Q(every_months__isnull=True) | Q(every_months__range=(1, 12)),
                name="programme_every_months_in_range",
            ),
            models.CheckConstraint(
                condition=Q(*[(f"{name}__lte", LARGEST_WEIGHT) for name in WEIGHTS]),
                name="programme_weights_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name
