"""What the three lists have in common."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from members.places.models import Region
from members.scope import scope_of
from members.units.models import Unit
from portal.search import grams_of
from projects.listings.models.category import Category, ListKind
from projects.listings.states import ListingState

SHOWN = (ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.CLOSED)
"""States that the enrolled units of a region see; a number was given on the way there."""

HANDED_IN = (ListingState.SUBMITTED, ListingState.RETURNED, ListingState.NOT_ADOPTED)
"""States that only handing in leads to. What is shown may never have been: staff publish a draft at once."""

WAITING_GRAMS = 256
"""kB of new grams that go into the index together, for an eighth of the work; searches read them too."""


class ListingQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "ListingQuerySet":
        """Shown: enrolled units, staff, supervisors of the region; else publisher, staff, supervisors."""
        scope = scope_of(user)
        overseen = scope.office_region_ids | scope.overseen_region_ids
        return self.filter(
            Q(region_id__in=scope.enrolled_region_ids, state__in=SHOWN)
            | Q(region_id__in=overseen)
            | Q(unit_id__in=scope.unit_ids | scope.line_unit_ids)
        )

    def public(self) -> "ListingQuerySet":
        """What anybody may read: published and marked so."""
        return self.filter(state=ListingState.PUBLISHED, is_public=True)

    def published(self) -> "ListingQuerySet":
        return self.filter(state=ListingState.PUBLISHED)


class Listing(models.Model):
    """What the three lists have in common. `nth` tells apart one publisher's rows of one name in a year."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="%(class)ss", verbose_name="街道（镇）")
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField(null=True, editable=False)
    number = models.CharField("编号", max_length=40, null=True, editable=False)  # noqa: DJ001 given at publishing
    category = models.ForeignKey(Category, models.PROTECT, related_name="%(class)ss", verbose_name="类别")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="%(class)ss", verbose_name="发布单位")
    title = models.CharField("名称", max_length=100)
    nth = models.PositiveSmallIntegerField(default=1, editable=False)
    summary = models.TextField("内容说明", blank=True, max_length=2000)
    place = models.CharField("地点", max_length=100, blank=True)
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("电话", max_length=30, blank=True)
    remark = models.CharField("备注", max_length=500, blank=True)
    is_public = models.BooleanField("向社会公开", default=False)
    state = models.CharField(
        "状态", max_length=12, choices=ListingState.choices, default=ListingState.DRAFT, editable=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="经办",
    )
    carried_from = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried_to",
        editable=False,
        verbose_name="沿用自",
    )
    verified_on = models.DateField("最近核实", null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    submitted_at = models.DateTimeField("提交时间", null=True, editable=False)
    published_at = models.DateTimeField("发布时间", null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    custom = models.JSONField("自定义字段", default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    grams = grams_of("title")

    objects = ListingQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            GinIndex("grams", fastupdate=True, gin_pending_list_limit=WAITING_GRAMS, name="%(class)s_grams"),
            models.Index(
                F("region"),
                F("year"),
                F("published_at").desc(nulls_last=True),
                F("id").desc(),
                name="%(class)s_by_publishing",
            ),
            models.Index(fields=["region", "year", "number", "id"], name="%(class)s_by_number"),
            models.Index(fields=["region", "state", "submitted_at", "id"], name="%(class)s_by_state"),
            models.Index(fields=["unit", "-id"], name="%(class)s_by_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                "region", "year", "unit", "title", "nth", name="%(class)s_recognised_once"
            ),
            models.UniqueConstraint("region", "year", "serial", name="%(class)s_serial_once"),
            models.UniqueConstraint("number", name="%(class)s_number_once"),
            models.CheckConstraint(condition=Q(state__in=ListingState.values), name="%(class)s_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=SHOWN) | Q(number__isnull=False, published_at__isnull=False),
                name="%(class)s_published_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HANDED_IN) | Q(submitted_at__isnull=False),
                name="%(class)s_handed_in_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(verified_on__isnull=False),
                name="%(class)s_verified_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.category_id and self.category.place != (self.region_id, str(self.list), self.year):
            raise ValidationError({"category": "类别须属于同一街道（镇）、同一清单和年度，请重新选择。"})

    @property
    def list(self) -> ListKind:
        return ListKind(str(self._meta.model_name))
