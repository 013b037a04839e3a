"""年度目标: what one organisation pledged for one indicator (one organisation, one strategy)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alliances.assessment.models.schemes import Indicator
from members.party.concerned import ONE_OF_BOTH, Concerned


class Target(Concerned):
    """Stands before the indicator's own target. Pledged by the secretary, it is changed by pledging anew."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    quantity = models.DecimalField("数量", max_digits=14, decimal_places=2)
    requirement = models.CharField("要求", max_length=200, blank=True)
    standard = models.CharField("标准", max_length=200, blank=True)
    pledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    pledged_at = models.DateTimeField("承诺时间", null=True, editable=False)
    basis = models.CharField("代办依据", max_length=100, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "年度目标"
        constraints = [
            models.UniqueConstraint("indicator", "unit", name="target_once_per_unit"),
            models.UniqueConstraint("indicator", "party_org", name="target_once_per_party_org"),
            models.CheckConstraint(condition=ONE_OF_BOTH, name="target_of_one"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="target_above_nought"),
            models.CheckConstraint(
                condition=Q(pledged_by__isnull=True, pledged_at__isnull=True)
                | Q(pledged_by__isnull=False, pledged_at__isnull=False),
                name="target_pledged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whom}：{self.indicator}"
