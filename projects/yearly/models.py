from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from members.scope import scope_of
from projects.listings.models import ListKind
from projects.yearly.states import CarryState


class CarryOverQuerySet(models.QuerySet["CarryOver"]):
    def visible_to(self, user: Any) -> "CarryOverQuerySet":
        """Those of the streets whose office one works in or oversees."""
        scope = scope_of(user)
        return self.filter(region__in=scope.office_region_ids | scope.overseen_region_ids)

    def running(self) -> "CarryOverQuerySet":
        return self.filter(state=CarryState.RUNNING)


class CarryOver(models.Model):
    """年度沿用: that somebody asked for a year's lists as drafts of a later one. Done by a job.

    `left_out` are pairs of list and id, `drafts` how many came of each list. Of a street and year one runs
    at a time.
    """

    region = models.ForeignKey("members.Region", models.PROTECT, related_name="+", verbose_name="街道（镇）")
    from_year = models.PositiveSmallIntegerField("原年度")
    to_year = models.PositiveSmallIntegerField("沿用到")
    lists = models.JSONField("清单")
    left_out = models.JSONField("不沿用的", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    state = models.CharField(
        "状态", max_length=10, choices=CarryState, default=CarryState.RUNNING, editable=False
    )
    drafts = models.JSONField("新增草稿", null=True)
    trouble = models.CharField("未完成的原因", max_length=300, blank=True)
    asked_at = models.DateTimeField("办理时间", default=timezone.now)
    ended_at = models.DateTimeField("完成时间", null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CarryOverQuerySet.as_manager()

    class Meta:
        verbose_name = "年度沿用"
        indexes = [models.Index(fields=["region", "-id"], name="carry_over_by_region")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CarryState.values), name="carry_over_state_known"),
            models.CheckConstraint(condition=Q(to_year__gt=F("from_year")), name="carry_over_goes_forward"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(drafts__isnull=False, ended_at__isnull=False),
                name="carry_over_done_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | Q(trouble__gt=""), name="carry_over_failed_says_why"
            ),
            models.UniqueConstraint(
                fields=["region", "to_year"], condition=Q(state="running"), name="carry_over_runs_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.from_year} 年清单沿用到 {self.to_year} 年"

    @property
    def kinds(self) -> list[ListKind]:
        return [ListKind(name) for name in self.lists]

    @property
    def total(self) -> int:
        """How many drafts came of it."""
        return sum((self.drafts or {}).values())

    @property
    def job_key(self) -> str:
        """A key of its own for each time it is tried."""
        return f"carry_over:{self.pk}:{self.version}"

    @property
    def progress_key(self) -> str:
        return f"carry_over:{self.pk}"
