from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from members.places.models import Region
from members.scope import scope_of
from members.units.models import Unit
from portal.search import grams_of
from projects.listings.states import ListingState


class ListKind(models.TextChoices):
    RESOURCE = "resource", "资源"
    NEED = "need", "需求"
    PROJECT = "project", "项目"


class CategoryQuerySet(models.QuerySet["Category"]):
    def visible_to(self, user: Any) -> "CategoryQuerySet":
        """Of the streets whose published matters one sees."""
        return self.filter(region_id__in=scope_of(user).seen_region_ids)


class Category(models.Model):
    """类别: a tree per list and year, set by the office ("10类51项")."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="categories", verbose_name="街道（镇）")
    list = models.CharField("清单", max_length=10, choices=ListKind.choices)
    year = models.PositiveSmallIntegerField("年度")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField("名称", max_length=40)
    sort = models.PositiveSmallIntegerField("次序", default=100)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = "类别"
        ordering = ["sort", "id"]
        constraints = [
            models.UniqueConstraint(
                "region", "list", "year", "parent", "name", name="category_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(list__in=ListKind.values), name="category_list_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A parent is of the same list and year, and does not hang below this one."""
        above = self.parent
        if above is not None and above.place != self.place:
            raise ValidationError({"parent": "上级类别须属于同一街道（镇）、同一清单和年度。"})
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": "不能放到自己或自己的下级类别之下。"})
            above = above.parent

    @property
    def place(self) -> tuple[int, str, int]:
        """The street, list and year whose tree this stands in."""
        return (self.region_id, str(self.list), self.year)


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


SHOWN = (ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.CLOSED)
"""States that the enrolled units of a region see; a number was given on the way there."""

HANDED_IN = (ListingState.SUBMITTED, ListingState.RETURNED, ListingState.NOT_ADOPTED)
"""States that only handing in leads to. What is shown may never have been: staff publish a draft at once."""


WAITING_GRAMS = 256
"""kB of new grams that go into the index together, for an eighth of the work; searches read them too."""


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


class Resource(Listing):
    """资源: what a unit opens to others."""

    audience = models.CharField("服务对象", max_length=100, blank=True)
    available = models.CharField("可用时间", max_length=100, blank=True)
    capacity_text = models.CharField("容量/频次", max_length=60, blank=True)
    capacity_per_month = models.PositiveIntegerField("每月可约次数", null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField("提前预约（天）", null=True, blank=True)
    fee = models.CharField("收费情况", max_length=60, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)

    class Meta(Listing.Meta):
        verbose_name = "资源"


class Need(Listing):
    """需求: what a neighbourhood or unit asks for."""

    beneficiaries = models.PositiveIntegerField("受益人数", null=True, blank=True)
    beneficiaries_text = models.CharField("受益情况", max_length=100, blank=True)
    expected_on = models.DateField("期望时间", null=True, blank=True)
    wanted = models.CharField("期望方式", max_length=60, blank=True)
    urgency = models.CharField("紧急程度", max_length=20, blank=True)

    class Meta(Listing.Meta):
        verbose_name = "需求"


class ProjectQuerySet(ListingQuerySet):
    def claimable_at(self, moment: Any) -> "ProjectQuerySet":
        """Published, open, and with a place left."""
        return (
            self.filter(state=ListingState.PUBLISHED)
            .filter(Q(capacity=None) | Q(claimed__lt=F("capacity")))
            .filter(Q(claim_opens_at=None) | Q(claim_opens_at__lte=moment))
            .filter(Q(claim_closes_at=None) | Q(claim_closes_at__gt=moment))
        )


class Project(Listing):
    """项目: claimed by member units. `claimed` is kept by a trigger on claims and never exceeds `capacity`.

    `capacity` is how many units may claim: 1 is exclusive, empty is no limit. Until `reserved_until`
    only the units in `reserved_for` may claim.
    """

    need = models.ForeignKey(
        Need, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name="来自需求"
    )
    neighbourhoods = models.ManyToManyField(
        Unit, related_name="projects_for", blank=True, verbose_name="受益村居"
    )
    goal = models.CharField("目标与量化指标", max_length=300, blank=True)
    support = models.CharField("需要的支持", max_length=200, blank=True)
    budget = models.DecimalField(
        "资金预算（元）",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    capacity = models.PositiveIntegerField("可认领家数", null=True, blank=True, default=1)
    claimed = models.PositiveIntegerField("已认领家数", default=0, editable=False)
    claim_opens_at = models.DateTimeField("认领开始", null=True, blank=True)
    claim_closes_at = models.DateTimeField("认领截止", null=True, blank=True)
    reserved_until = models.DateTimeField("优先期至", null=True, blank=True)
    reserved_for = models.ManyToManyField(
        Unit, related_name="reserved_projects", blank=True, verbose_name="优先单位"
    )
    due_on = models.DateField("完成时限", null=True, blank=True)

    objects = ProjectQuerySet.as_manager()  # type: ignore[misc]  # narrower than the manager of all lists

    class Meta(Listing.Meta):
        verbose_name = "项目"
        indexes = [
            *Listing.Meta.indexes,
            models.Index(
                F("region"), F("year"), F("due_on").asc(nulls_last=True), F("id"), name="project_by_due"
            ),
            models.Index(
                F("region"),
                F("year"),
                F("claim_closes_at").asc(nulls_last=True),
                F("id"),
                name="project_by_closing",
            ),
        ]
        constraints = [
            *Listing.Meta.constraints,
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(claimed__lte=F("capacity")),
                name="project_never_over_claimed",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="project_capacity_positive"
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0), name="project_budget_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(claim_opens_at__isnull=True)
                | Q(claim_closes_at__isnull=True)
                | Q(claim_opens_at__lt=F("claim_closes_at")),
                name="project_claims_open_before_closing",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.claim_opens_at and self.claim_closes_at and self.claim_opens_at >= self.claim_closes_at:
            raise ValidationError({"claim_closes_at": "认领截止须晚于认领开始。"})
        if self.capacity == 0:
            raise ValidationError({"capacity": "可认领家数至少为 1；不限家数请留空。"})

    @property
    def remaining(self) -> int | None:
        """Places left; None where there is no limit."""
        return None if self.capacity is None else self.capacity - self.claimed


class Target(models.Model):
    """目标: a number a project wants to reach (32 盏, 4 场, 500 人次). Units of measure are free."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="targets")
    measure = models.CharField("指标", max_length=40)
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=1)
    unit_of_measure = models.CharField("计量单位", max_length=10)

    class Meta:
        verbose_name = "目标"
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="target_quantity_positive")]

    def __str__(self) -> str:
        return f"{self.measure} {self.quantity.normalize():f} {self.unit_of_measure}"
