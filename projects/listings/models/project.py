"""项目清单."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, When

from alliances.pairing.models import Pairing
from members.units.models import Unit
from projects.listings.models.listing import Listing, ListingQuerySet
from projects.listings.models.need import Need
from projects.listings.states import ListingState


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
        Unit,
        through="Preferred",
        related_name="reserved_projects",
        blank=True,
        verbose_name="优先单位",
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


class Preferred(models.Model):
    """优先单位: a unit for which a project is reserved. `pairing` is why; empty where staff named it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="preferences")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    pairing = models.ForeignKey(
        Pairing,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="preferences",
        verbose_name="依据的结对",
    )

    class Meta:
        db_table = "projects_project_reserved_for"
        verbose_name = "优先单位"
        unique_together = [("project", "unit")]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.unit_id}"

    @staticmethod
    def other_side(unit_id: int | None) -> Case:
        """For queries: the name of whom the unit is paired with, which is why; None where staff named it."""
        partner, host = F("pairing__partner__name"), F("pairing__host__name")
        return Case(When(pairing__host=unit_id, then=partner), default=host)


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
