from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliances.records.figures import FIGURES
from members.places.models import Region
from members.scope import scope_of
from members.units.models import Unit


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, user: Any) -> "RecordQuerySet":
        """Both sides (units that took part, neighbourhoods it was for), staff and supervisors."""
        scope = scope_of(user)
        mine = scope.unit_ids | scope.line_unit_ids
        shared = RecordShare.objects.filter(unit_id__in=mine).values("record_id")
        overseen = scope.office_region_ids | scope.overseen_region_ids
        # Somebody active in three streets writes a record once; each street sees what was for its own.
        hosted = Record.neighbourhoods.through.objects.filter(
            Q(unit_id__in=mine) | Q(unit__neighbourhood__parent__id__in=overseen)
        ).values("record_id")
        return self.filter(Q(region_id__in=overseen) | Q(pk__in=shared) | Q(pk__in=hosted))

    def counted(self) -> "RecordQuerySet":
        """Those that count: what was struck does not."""
        return self.filter(struck_at=None)

    def totals(self) -> dict[str, Decimal]:
        """The figures of these records, each record counted once."""
        once = self.counted().distinct().values("pk")
        sums = Record.objects.filter(pk__in=once).aggregate(**{name: models.Sum(name) for name in FIGURES})
        return {name: Decimal(sums[name] or 0) for name in FIGURES}


class Record(models.Model):
    """共建纪实: one thing that happened, entered once, linked to as many matters as it served.

    Figures count the thing once; what each unit brought stands in its shares, which sum to the figures.
    Photos and other evidence are optional. Help to households is counted, never named.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="records", verbose_name="街道（镇）")
    occurred_on = models.DateField("日期")
    recorded_at = models.DateTimeField("记录时间", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="记录人"
    )
    basis = models.CharField("代录依据", max_length=100, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    summary = models.CharField("做了什么", max_length=200)
    neighbourhoods = models.ManyToManyField(
        Unit, related_name="records_for", blank=True, verbose_name="受益村居"
    )
    other_figures = models.JSONField("其他数字", default=list, blank=True)
    struck_at = models.DateTimeField("作废时间", null=True, blank=True, editable=False)
    struck_reason = models.CharField("作废原因", max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    events = models.PositiveIntegerField("活动（场次）", default=1)
    people = models.PositiveIntegerField("受益人数", default=0)
    person_times = models.PositiveIntegerField("服务人次", default=0)
    funds = models.DecimalField("资金（元）", max_digits=12, decimal_places=2, default=Decimal(0))
    goods_value = models.DecimalField("物资折合（元）", max_digits=12, decimal_places=2, default=Decimal(0))
    hours = models.DecimalField("志愿服务（小时）", max_digits=9, decimal_places=1, default=Decimal(0))
    metres = models.DecimalField("道路等（米）", max_digits=9, decimal_places=1, default=Decimal(0))
    square_metres = models.DecimalField("场所（平方米）", max_digits=9, decimal_places=1, default=Decimal(0))
    pieces = models.PositiveIntegerField("件（盏、套）", default=0)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "共建纪实"
        indexes = [
            models.Index(fields=["region", "-occurred_on", "-id"], name="record_by_day"),
            models.Index(fields=["-occurred_on", "-id"], name="record_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(*[(f"{name}__gte", 0) for name in FIGURES]), name="record_figures_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) | Q(struck_reason__gt=""),
                name="record_struck_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(struck_reason="") | Q(struck_at__isnull=False), name="record_struck_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurred_on:%Y-%m-%d} {self.summary}"

    @property
    def figures(self) -> dict[str, Decimal]:
        return {name: Decimal(getattr(self, name)) for name in FIGURES}


class RecordShare(models.Model):
    """参与单位: what one unit brought to a record. The shares of a record sum to its figures."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="shares")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="record_shares", verbose_name="单位")
    weight = models.PositiveSmallIntegerField("份额", default=1)
    figures = models.JSONField(default=dict)

    class Meta:
        verbose_name = "参与单位"
        constraints = [
            models.UniqueConstraint("record", "unit", name="record_share_once_per_unit"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="record_share_weight_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.record_id}"
