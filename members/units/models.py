from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from members.places.models import Region
from members.scope import scope_of
from portal.search import grams_of


class DateRange(Func):
    """A range of local days, both ends inclusive; an open end has no bound."""

    function = "DATERANGE"
    output_field = DateRangeField()


class UnitKind(models.Model):
    """单位类别. To start with: 机关, 事业单位, … 居民区, 村; a district may add its own."""

    name = models.CharField("名称", max_length=30, unique=True)
    is_neighbourhood = models.BooleanField("是村居", default=False)
    sort = models.PositiveSmallIntegerField("次序", default=100)

    class Meta:
        verbose_name = "单位类别"
        ordering = ["sort", "id"]

    def __str__(self) -> str:
        return self.name


class UnitState(models.TextChoices):
    ACTIVE = "active", "正常"
    MERGED = "merged", "撤并"
    CLOSED = "closed", "注销"


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, user: Any) -> "UnitQuerySet":
        """Units one shares a street with, units of one's office's streets, and one's own."""
        scope = scope_of(user)
        if not scope.signed_in:
            return self.none()
        enrolled = Enrolment.objects.filter(region_id__in=scope.seen_region_ids).values("unit_id")
        return self.filter(Q(pk__in=enrolled) | Q(pk__in=scope.unit_ids | scope.line_unit_ids))

    def neighbourhoods(self) -> "UnitQuerySet":
        return self.filter(neighbourhood__isnull=False)

    def member_units(self) -> "UnitQuerySet":
        """成员单位 without the 村居: the two are counted apart (143 + 30)."""
        return self.filter(neighbourhood__isnull=True)

    def called(self, name: str) -> "UnitQuerySet":
        return self.filter(Q(name=name) | Q(aliases__contains=[name]))


class Unit(models.Model):
    """成员单位 / 村居: an organisation that takes part. Names are unique within a district only."""

    district = models.ForeignKey(Region, models.PROTECT, related_name="units", verbose_name="所在区")
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="units", verbose_name="单位类别")
    name = models.CharField("单位名称", max_length=100)
    aliases = ArrayField(models.CharField(max_length=100), default=list, blank=True, verbose_name="别名")
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True)  # noqa: DJ001 unique when present
    neighbourhood = models.OneToOneField(
        Region, models.PROTECT, null=True, blank=True, related_name="unit", verbose_name="对应村居"
    )
    party_form = models.CharField("党组织形式", max_length=30, blank=True)
    party_members = models.PositiveIntegerField("党员数", null=True, blank=True)
    superior = models.CharField("上级党组织", max_length=100, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=UnitState.choices, default=UnitState.ACTIVE)
    successors = models.ManyToManyField("self", symmetrical=False, blank=True, verbose_name="承接单位")
    custom = models.JSONField("自定义字段", default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    grams = grams_of("name")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        indexes = [
            GinIndex("grams", fastupdate=False, name="unit_grams"),
            GinIndex("aliases", name="unit_aliases"),
            models.Index(fields=["name", "id"], name="unit_by_name"),
        ]
        constraints = [
            models.UniqueConstraint("district", "name", name="unit_name_once_per_district"),
            models.UniqueConstraint("uscc", name="unit_uscc_once"),
            models.CheckConstraint(condition=Q(state__in=UnitState.values), name="unit_state_known"),
            models.CheckConstraint(
                condition=Q(uscc__isnull=True) | Q(uscc__regex=r"^[0-9A-Z]{18}$"), name="unit_uscc_form"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="unit_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EnrolmentState(models.TextChoices):
    APPLIED = "applied", "申请中"
    ACTIVE = "active", "在册"
    SUSPENDED = "suspended", "暂停"
    LEFT = "left", "退出"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, user: Any) -> "EnrolmentQuerySet":
        scope = scope_of(user)
        return self.filter(
            Q(region_id__in=scope.seen_region_ids) | Q(unit_id__in=scope.unit_ids | scope.line_unit_ids)
        )

    def active(self) -> "EnrolmentQuerySet":
        """In force today."""
        today = timezone.localdate()
        return self.filter(state=EnrolmentState.ACTIVE).filter(Q(until_on=None) | Q(until_on__gte=today))


class Enrolment(models.Model):
    """入册: a unit takes part in a region from a day to a day. Contacts are personal data."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="enrolments", verbose_name="单位")
    region = models.ForeignKey(Region, models.PROTECT, related_name="enrolments", verbose_name="街道（镇）")
    number = models.PositiveIntegerField("序号", null=True, blank=True)
    from_on = models.DateField("加入时间", null=True, blank=True)
    until_on = models.DateField("退出时间", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE
    )
    secretary_name = models.CharField("党组织书记", max_length=40, blank=True)
    liaison_name = models.CharField("联络员", max_length=40, blank=True)
    liaison_phone = models.CharField("联系电话", max_length=30, blank=True)
    custom = models.JSONField("自定义字段", default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "入册"
        indexes = [models.Index(fields=["region", "number", "id"], name="enrolment_by_number")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=EnrolmentState.values), name="enrolment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="enrolment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.LEFT) | Q(until_on__isnull=False),
                name="enrolment_left_has_a_day",
            ),
            ExclusionConstraint(
                name="enrolment_once_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("region", RangeOperators.EQUAL),
                    (
                        DateRange("from_on", "until_on", RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}（{self.region}）"
