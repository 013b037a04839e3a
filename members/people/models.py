import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.places.models import Region
from members.scope import scope_of
from members.units.models import DateRange, Enrolment, Unit


class User(AbstractUser):
    """A person who signs in. Name and phone are personal data: masked, in the audit trail as HMAC."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    # What somebody may do follows from appointments, never from Django's groups and permissions.
    groups = None  # type: ignore[assignment]
    user_permissions = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=40, blank=True)
    phone = models.CharField("手机号", max_length=30, blank=True)
    password_is_temporary = models.BooleanField("须修改密码", default=False, db_default=False, editable=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Role(models.TextChoices):
    LIAISON = "liaison", "联络员"
    SECRETARY = "secretary", "党组织书记"
    HANDLER = "handler", "经办"
    REVIEWER = "reviewer", "审核"
    LEADER = "leader", "分管领导"
    SUPERVISOR = "supervisor", "监督查看"
    LINE_SUPERVISOR = "line_supervisor", "条线查看"


UNIT_ROLES = (Role.LIAISON, Role.SECRETARY)
STAFF_ROLES = (Role.HANDLER, Role.REVIEWER, Role.LEADER)
REGION_ROLES = (*STAFF_ROLES, Role.SUPERVISOR)


def over_units_of(region_ids: Collection[int]) -> Q:
    """条线 over units of these districts: of interest to whoever works or looks on above the streets."""
    through = Appointment.units.through.objects.filter(unit__district_id__in=region_ids)
    return Q(pk__in=through.values("appointment_id"))


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self) -> "AppointmentQuerySet":
        today = timezone.localdate()
        return self.filter(Q(from_on__lte=today), Q(until_on=None) | Q(until_on__gte=today))

    def not_over(self, on: dt.date) -> "AppointmentQuerySet":
        """In force on that day or later."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=on))

    def visible_to(self, user: Any) -> "AppointmentQuerySet":
        """One's own, those of one's units in their streets, and those within one's office or oversight."""
        scope = scope_of(user)
        seen = scope.office_region_ids | scope.overseen_region_ids
        own_units = Q(
            enrolment__unit_id__in=scope.unit_ids, enrolment__region_id__in=scope.enrolled_region_ids
        )
        within = Q(enrolment__region_id__in=seen) | Q(region_id__in=seen) | over_units_of(seen)
        return self.filter(Q(user_id=user.pk) | own_units | within)


class Appointment(models.Model):
    """授权: a user acts for an enrolment, for a region, or (条线) for a set of units, from a day to a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name="用户")
    role = models.CharField("身份", max_length=16, choices=Role.choices)
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="单位"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="区域"
    )
    units = models.ManyToManyField(
        Unit, blank=True, related_name="line_appointments", verbose_name="条线单位"
    )
    from_on = models.DateField("起始日期", default=timezone.localdate)
    until_on = models.DateField("截止日期", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "授权"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="appointment_role_known"),
            models.CheckConstraint(
                condition=Q(role__in=UNIT_ROLES, enrolment__isnull=False, region__isnull=True)
                | Q(role__in=REGION_ROLES, enrolment__isnull=True, region__isnull=False)
                | Q(role=Role.LINE_SUPERVISOR, enrolment__isnull=True, region__isnull=True),
                name="appointment_role_fits_place",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="appointment_ends_after_start",
            ),
            ExclusionConstraint(
                name="appointment_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("enrolment", 0), RangeOperators.EQUAL),
                    (Coalesce("region", 0), RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary(True, True)), RangeOperators.OVERLAPS),
                ],
                condition=~Q(role=Role.LINE_SUPERVISOR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"

    @property
    def place(self) -> str:
        """For whom it is, in words: the unit in its street, the region, or the units of a line."""
        if self.role == Role.LINE_SUPERVISOR:
            return "、".join(unit.name for unit in self.units.all())
        return str(self.enrolment or self.region)
