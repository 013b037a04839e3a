"""What a meeting asks of units, and whether it was done."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliances.meetings.models.meetings import AgendaItem, Meeting
from alliances.meetings.states import OPEN, ResolutionState
from alliances.records.models import Record
from members.scope import scope_of
from members.units.models import Unit


class ResolutionKind(models.TextChoices):
    RESOLUTION = "resolution", "议定事项"
    FINDING = "finding", "整改事项"


class Manner(models.TextChoices):
    """Words follow authority: the office assigns to its own, and asks who is not its subordinate."""

    ASSIGN = "assign", "交办"
    ASK = "ask", "商请"


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def visible_to(self, user: Any) -> "ResolutionQuerySet":
        """Those of meetings one sees, and those of one's own units."""
        scope = scope_of(user)
        mine = scope.unit_ids | scope.line_unit_ids
        return self.filter(Q(unit_id__in=mine) | Q(meeting__in=Meeting.objects.visible_to(user)))

    def open(self) -> "ResolutionQuerySet":
        return self.filter(state__in=OPEN)

    def late(self) -> "ResolutionQuerySet":
        return self.filter(state=ResolutionState.ASSIGNED, due_on__lt=timezone.localdate())


class Resolution(models.Model):
    """议定事项 / 整改事项: what a unit is to do until a day; reported with evidence, closed (销号).

    A finding (边整治、边检查、边整改) is re-checked as often as it takes.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions", verbose_name="会议")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="resolutions", verbose_name="议题"
    )
    kind = models.CharField("类型", max_length=12, choices=ResolutionKind, default=ResolutionKind.RESOLUTION)
    manner = models.CharField("方式", max_length=8, choices=Manner)
    text = models.CharField("内容", max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="resolutions", verbose_name="责任单位")
    due_on = models.DateField("完成时限")
    state = models.CharField("状态", max_length=10, choices=ResolutionState, editable=False)
    report = models.CharField("办理情况", max_length=1000, blank=True, editable=False)
    reported_at = models.DateTimeField("报告时间", null=True, editable=False)
    closed_at = models.DateTimeField("销号时间", null=True, editable=False)
    end_reason = models.CharField("说明", max_length=200, blank=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    records = models.ManyToManyField(Record, related_name="resolutions", blank=True, editable=False)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = "议定事项"
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="resolution_by_unit"),
            models.Index(fields=["state", "due_on", "id"], name="resolution_by_state"),
            models.Index(fields=["due_on", "id"], name="resolution_by_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ResolutionKind.values), name="resolution_kind_known"),
            models.CheckConstraint(condition=Q(manner__in=Manner.values), name="resolution_manner_known"),
            models.CheckConstraint(
                condition=Q(state__in=ResolutionState.values), name="resolution_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ResolutionState.REPORTED, ResolutionState.CLOSED])
                | Q(reported_at__isnull=False, report__gt=""),
                name="resolution_reported_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(state=ResolutionState.CLOSED) | Q(closed_at__isnull=False),
                name="resolution_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=ResolutionState.DROPPED) | Q(end_reason__gt=""),
                name="resolution_dropped_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_late(self) -> bool:
        """逾期: its day is over and the unit has not reported."""
        return self.state == ResolutionState.ASSIGNED and self.due_on < timezone.localdate()


class Recheck(models.Model):
    """复查: somebody looked whether a finding was put right. A failed one sends the finding back."""

    resolution = models.ForeignKey(
        Resolution, models.PROTECT, related_name="rechecks", verbose_name="整改事项"
    )
    checked_on = models.DateField("复查日期")
    passed = models.BooleanField("已整改到位")
    note = models.CharField("复查情况", max_length=300)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "复查"
        ordering = ["checked_on", "id"]
        constraints = [models.CheckConstraint(condition=Q(note__gt=""), name="recheck_with_words")]

    def __str__(self) -> str:
        return f"{self.resolution_id}: {self.checked_on}"
