"""What is published: duties, the swaps that two units ask for, and what moved."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils import timezone

from alliances.councils.models import Alliance
from alliances.rotation.models.orders import CADENCES, Rotation, Seat
from alliances.rotation.periods import last_day, month_after, period_words
from alliances.rotation.states import ANSWERED, SwapState
from members.scope import scope_of
from members.units.models import Unit


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, user: Any) -> "DutyQuerySet":
        """Published to whoever sees the alliance."""
        return self.filter(rotation__alliance__in=Alliance.objects.visible_to(user))

    def standing(self) -> "DutyQuerySet":
        """Without those that an ended rotation had still ahead of it."""
        return self.filter(Q(rotation__ended_at=None) | Q(period__lte=F("rotation__ended_at__date")))

    def on(self, day: dt.date) -> "DutyQuerySet":
        """Who is on duty that day: the question that nothing needs to be advanced for."""
        month = day.replace(day=1)
        begun = Q(pk__in=[])
        for cadence in CADENCES:
            since = month_after(month, 1 - cadence)
            begun |= Q(rotation__cadence_months=cadence, period__range=(since, month))
        return self.standing().filter(begun)

    def held_by(self, user: Any) -> "DutyQuerySet":
        """Those of the units the user acts for."""
        return self.filter(holder_id__in=scope_of(user).unit_ids)


class Duty(models.Model):
    """轮值: one published period of one slot. Never deleted, and moved only by a swap or an override.

    `holder` is the unit of the planned seat until a `DutyChange` says another; the database holds both to
    agree. `handover_note` and its moments say what was handed to the next unit, and that it was received.
    """

    rotation = models.ForeignKey(Rotation, models.PROTECT, related_name="duties", verbose_name="轮值制度")
    period = models.DateField("所属期（首月 1 日）")
    slot = models.PositiveSmallIntegerField("席次", default=1)
    planned_seat = models.ForeignKey(Seat, models.PROTECT, related_name="duties", verbose_name="排定次序")
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="duties", verbose_name="轮值单位")
    published_at = models.DateTimeField("公布时间", default=timezone.now, editable=False)
    theme = models.CharField("本期主题", max_length=100, blank=True)
    plan = models.CharField("本期安排", max_length=500, blank=True)
    handover_note = models.TextField("交接说明", max_length=4000, blank=True)
    handed_over_at = models.DateTimeField("交出时间", null=True, editable=False)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    received_at = models.DateTimeField("接收时间", null=True, editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "轮值"
        ordering = ["period", "slot", "id"]
        indexes = [
            models.Index(fields=["holder", "period"], name="duty_by_holder"),
            models.Index(fields=["period", "id"], name="duty_by_period"),
        ]
        constraints = [
            models.UniqueConstraint("rotation", "period", "slot", name="duty_once_per_slot"),
            models.UniqueConstraint("rotation", "period", "planned_seat", name="duty_seat_once_per_period"),
            models.UniqueConstraint(
                fields=["rotation", "period", "holder"],
                name="duty_holder_once_per_period",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(period__day=1), name="duty_period_is_a_first"),
            models.CheckConstraint(condition=Q(slot__gte=1), name="duty_slot_positive"),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=False, handover_note__gt="", handed_over_by__isnull=False)
                | Q(handed_over_at__isnull=True, handover_note="", handed_over_by__isnull=True),
                name="duty_handed_over_with_note",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_by__isnull=True)
                | Q(
                    received_by__isnull=False,
                    handed_over_at__isnull=False,
                    received_at__gte=F("handed_over_at"),
                ),
                name="duty_received_after_handed_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} {self.rotation.name}（{self.holder}）"

    @property
    def words(self) -> str:
        """What people call its period."""
        return period_words(self.period, self.rotation.cadence_months)

    @property
    def until_on(self) -> dt.date:
        """The last day of its period."""
        return last_day(self.period, self.rotation.cadence_months)

    @property
    def is_cancelled(self) -> bool:
        """The rotation was ended before it began."""
        ended_at = self.rotation.ended_at
        return ended_at is not None and timezone.localdate(ended_at) < self.period

    @property
    def state(self) -> str:
        """For the trail: how far the handing over is."""
        if self.received_at:
            return "received"
        return "handed_over" if self.handed_over_at else "published"


class SwapQuerySet(models.QuerySet["Swap"]):
    def visible_to(self, user: Any) -> "SwapQuerySet":
        """Both units, and the office and supervisors of the alliance's place."""
        scope = scope_of(user)
        mine = scope.unit_ids | scope.line_unit_ids
        overseen = scope.office_region_ids | scope.overseen_region_ids
        return self.filter(
            Q(unit_a_id__in=mine)
            | Q(unit_b_id__in=mine)
            | Q(duty_a__rotation__alliance__region_id__in=overseen)
        )


class Swap(models.Model):
    """对调: unit A asks unit B to change duties. Who proposes consents for A, who accepts for B."""

    duty_a = models.ForeignKey(Duty, models.PROTECT, related_name="swaps_out", verbose_name="我方轮值")
    duty_b = models.ForeignKey(Duty, models.PROTECT, related_name="swaps_in", verbose_name="对方轮值")
    unit_a = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="提出单位")
    unit_b = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="对方单位")
    reason = models.CharField("原因", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=SwapState, default=SwapState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    proposed_at = models.DateTimeField("提出时间", default=timezone.now, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    answered_at = models.DateTimeField("答复时间", null=True, editable=False)
    end_reason = models.CharField("说明", max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SwapQuerySet.as_manager()

    class Meta:
        verbose_name = "对调"
        indexes = [models.Index(fields=["state", "proposed_at", "id"], name="swap_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SwapState.values), name="swap_state_known"),
            models.CheckConstraint(condition=~Q(duty_a=F("duty_b")), name="swap_of_two_duties"),
            models.CheckConstraint(condition=~Q(unit_a=F("unit_b")), name="swap_between_two_units"),
            models.CheckConstraint(
                condition=Q(state__in=ANSWERED, answered_by__isnull=False, answered_at__isnull=False)
                | (~Q(state__in=ANSWERED) & Q(answered_by__isnull=True, answered_at__isnull=True)),
                name="swap_answered_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["duty_a", "duty_b"],
                condition=Q(state=SwapState.PROPOSED),
                name="swap_proposed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_a} {self.duty_a.words} ⇄ {self.unit_b} {self.duty_b.words}"


class ChangeKind(models.TextChoices):
    SWAP = "swap", "对调"
    OVERRIDE = "override", "调整"
    UNDO = "undo", "撤回对调"


class DutyChange(models.Model):
    """轮值变动: from whom a duty went to whom, and why. Added to, never changed."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="changes", verbose_name="轮值")
    kind = models.CharField("方式", max_length=10, choices=ChangeKind)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="原单位")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="现单位")
    reason = models.CharField("原因", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办")
    swap = models.ForeignKey(Swap, models.PROTECT, null=True, related_name="changes")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "轮值变动"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="duty_change_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.OVERRIDE) | Q(reason__gt=""),
                name="duty_override_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.SWAP, swap__isnull=False)
                | (~Q(kind=ChangeKind.SWAP) & Q(swap__isnull=True)),
                name="duty_change_of_its_swap",
            ),
            models.CheckConstraint(
                condition=~Q(from_unit=F("to_unit")), name="duty_change_between_two_units"
            ),
            models.UniqueConstraint("swap", "duty", name="duty_changed_once_per_swap"),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id}: {self.from_unit} → {self.to_unit}"
