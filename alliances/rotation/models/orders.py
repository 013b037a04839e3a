"""The order of a rotation: its terms, the seats in it, exemptions."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliances.councils.models import Alliance
from alliances.rotation.periods import Rhythm
from members.units.models import DateRange, Unit
from portal.constraints import SaidByActions

CADENCES = (1, 2, 3, 6, 12)
"""Months of a period."""


class RotationQuerySet(models.QuerySet["Rotation"]):
    def visible_to(self, user: Any) -> "RotationQuerySet":
        return self.filter(alliance__in=Alliance.objects.visible_to(user))

    def running(self) -> "RotationQuerySet":
        return self.filter(ended_at=None)


class Rotation(SaidByActions):
    """轮值制度: who is on duty when. Periods of `cadence_months` begin at `anchor`, the first of a month.

    Duties are published ahead and then stand: nothing is ever advanced. `slots` units are on duty at once,
    `publish_ahead` periods are published. Anchor and cadence stand still once a duty is published.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="rotations", verbose_name="组织")
    name = models.CharField("名称", max_length=40, help_text="如：轮值主任单位、主题党日承办单位")
    anchor = models.DateField("首期月份（1 日）")
    cadence_months = models.PositiveSmallIntegerField("每期月数", default=1)
    slots = models.PositiveSmallIntegerField("每期单位数", default=1)
    publish_ahead = models.PositiveSmallIntegerField("提前公布期数", default=12)
    rules = models.CharField("规则说明", max_length=500, blank=True)
    ended_at = models.DateTimeField("停止时间", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RotationQuerySet.as_manager()

    class Meta:
        verbose_name = "轮值制度"
        ordering = ["alliance", "id"]
        constraints = [
            models.UniqueConstraint("alliance", "name", name="rotation_name_once_per_alliance"),
            models.CheckConstraint(condition=Q(anchor__day=1), name="rotation_anchor_is_a_first"),
            models.CheckConstraint(condition=Q(cadence_months__in=CADENCES), name="rotation_cadence_known"),
            models.CheckConstraint(condition=Q(slots__gte=1), name="rotation_has_a_slot"),
            models.CheckConstraint(
                condition=Q(publish_ahead__range=(1, 24)), name="rotation_publishes_1_to_24_ahead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alliance} {self.name}"

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.anchor, self.cadence_months, self.slots)

    @property
    def state(self) -> str:
        """For the trail: a rotation runs until it is ended."""
        return "ended" if self.ended_at else "running"


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, user: Any) -> "SeatQuerySet":
        return self.filter(rotation__alliance__in=Alliance.objects.visible_to(user))


class Seat(models.Model):
    """轮值次序: a unit's place in the order, from a day to a day. Unit and position never change.

    Leaving closes the seat; another place or coming back is a new seat. Positions leave gaps (10, 20, 30).
    """

    rotation = models.ForeignKey(Rotation, models.PROTECT, related_name="seats", verbose_name="轮值制度")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats", verbose_name="单位")
    position = models.PositiveIntegerField("次序")
    from_on = models.DateField("参加轮值起")
    until_on = models.DateField("参加轮值止", null=True, blank=True)
    left_reason = models.CharField("退出原因", max_length=200, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "轮值次序"
        ordering = ["rotation", "position"]
        constraints = [
            models.UniqueConstraint("rotation", "position", name="seat_position_once"),
            # What the duty's composite key points at: a duty's seat is of its own rotation.
            models.UniqueConstraint("rotation", "id", name="seat_of_rotation"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="seat_ends_after_start",
            ),
            ExclusionConstraint(
                name="seat_once_at_a_time",
                expressions=[
                    ("rotation", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary(True, True)), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.unit}"


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    def visible_to(self, user: Any) -> "ExemptionQuerySet":
        return self.filter(seat__rotation__alliance__in=Alliance.objects.visible_to(user))


class Exemption(models.Model):
    """免轮: a seat is passed over for a span, for a reason. It concerns what is not yet published."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="exemptions", verbose_name="次序")
    from_on = models.DateField("免轮起")
    until_on = models.DateField("免轮止")
    reason = models.CharField("原因", max_length=200)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    granted_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = "免轮"
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="exemption_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(reason__gt=""), name="exemption_with_reason"),
            ExclusionConstraint(
                name="exemption_once_at_a_time",
                expressions=[
                    ("seat", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary(True, True)), RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}：{self.from_on} 至 {self.until_on}"
