from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from members.trees.models import TreeNode, TreeQuerySet
from members.units.models import Unit
from portal.search import grams_of


class SiteLevel(models.TextChoices):
    CENTRE = "centre", "中心"
    STATION = "station", "站"
    POINT = "point", "点"


class SiteState(models.TextChoices):
    OPEN = "open", "开放"
    CLOSED = "closed", "停用"


class Site(TreeNode):
    """阵地: a service point, in a tree of its own such as "1+17+49". `kind` is what people there call it."""

    STANDS: ClassVar[str] = SiteState.OPEN
    LEVELS = SiteLevel.values

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="sites", verbose_name="运行单位"
    )
    level = models.CharField("层级", max_length=10, choices=SiteLevel.choices)
    kind = models.CharField("叫法", max_length=30, blank=True)
    name = models.CharField("名称", max_length=60)
    address = models.CharField("地址", max_length=200, blank=True)
    opening_hours = models.CharField("开放时间", max_length=100, blank=True)
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)
    shared = models.BooleanField("向成员单位共享", default=False)
    state = models.CharField(
        "状态", max_length=10, choices=SiteState.choices, default=SiteState.OPEN, editable=False
    )
    closed_on = models.DateField("停用日期", null=True, blank=True, editable=False)
    grams = grams_of("name")

    objects = TreeQuerySet.as_manager()

    class Meta:
        verbose_name = "阵地"
        indexes = [
            GinIndex("grams", fastupdate=False, name="site_grams"),
            models.Index(fields=["name", "id"], name="site_by_name"),
        ]
        constraints = [
            models.UniqueConstraint("region", "name", name="site_name_once_per_region"),
            models.CheckConstraint(condition=Q(level__in=SiteLevel.values), name="site_level_known"),
            models.CheckConstraint(condition=Q(state__in=SiteState.values), name="site_state_known"),
            models.CheckConstraint(
                condition=Q(state=SiteState.CLOSED, closed_on__isnull=False)
                | (~Q(state=SiteState.CLOSED) & Q(closed_on__isnull=True)),
                name="site_closed_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """红色驿站, or 站 where nobody calls it anything else."""
        return self.kind or self.get_level_display()
