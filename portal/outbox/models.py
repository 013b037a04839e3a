"""What has to happen after a change, kept in the database until it has happened."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class OutboxQuerySet(models.QuerySet["Outbox"]):
    def pending(self) -> "OutboxQuerySet":
        return self.filter(state=Outbox.State.PENDING)

    def due(self, now: datetime) -> "OutboxQuerySet":
        """What may run now, the longest overdue first."""
        return self.pending().filter(due_at__lte=now).order_by("due_at", "pk")


class Outbox(models.Model):
    """One thing to do, once: `key` names the effect, so asking for it twice is asking once."""

    class State(models.TextChoices):
        PENDING = "pending", "待办"
        DONE = "done", "已完成"
        DEAD = "dead", "已停止重试"

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = "待办作业"
        indexes = [
            # Rows that are done stay for years and are never asked for by time: they are not in it.
            models.Index(fields=["state", "due_at"], condition=~Q(state="done"), name="outbox_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["pending", "done", "dead"]), name="outbox_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at__isnull=True)),
                name="outbox_done_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("created_at")),
                name="outbox_done_after_created",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Heartbeat(models.Model):
    """When a job that should run all the time last finished. Its absence is the alarm."""

    name = models.CharField(max_length=60, unique=True)
    beat_at = models.DateTimeField()

    class Meta:
        verbose_name = "心跳"

    def __str__(self) -> str:
        return f"{self.name} {self.beat_at:%F %T}"


class PeriodRun(models.Model):
    """That a periodic job was done for a period, such as ("duties", "2026-11")."""

    job = models.CharField(max_length=60)
    period = models.CharField(max_length=40)
    ran_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "周期作业记录"
        constraints = [
            models.UniqueConstraint(fields=["job", "period"], name="period_run_once"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.period}"


class Progress(models.Model):
    """How far a long job is: written by `portal/outbox/progress.py`, gone when the job is over."""

    key = models.CharField(max_length=200, unique=True)
    done = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    said = models.CharField(max_length=100, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = "进度"

    def __str__(self) -> str:
        return f"{self.key} {self.done}/{self.total}"
