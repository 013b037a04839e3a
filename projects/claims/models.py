from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alliances.records.models import Record
from members.scope import scope_of
from members.units.models import Unit
from portal.workflow.machine import undo_until
from projects.claims.states import HOLDING, STANDING, WORKED_ON, ClaimState
from projects.listings.models import SHOWN, Project


class Part(models.TextChoices):
    LEAD = "lead", "牵头"
    PARTNER = "partner", "配合"


class ClaimKind(models.TextChoices):
    NEW = "new", "新认领"
    RENEWAL = "renewal", "续认领"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: Any) -> "ClaimQuerySet":
        """That a unit claimed is seen by whoever sees the project; promise and amount see `may_see_terms`."""
        scope = scope_of(user)
        overseen = scope.office_region_ids | scope.overseen_region_ids
        mine = scope.unit_ids | scope.line_unit_ids
        return self.filter(
            Q(project__region_id__in=overseen)
            | Q(project__region_id__in=scope.enrolled_region_ids, project__state__in=SHOWN)
            | Q(unit_id__in=mine)
            | Q(project__unit_id__in=mine)
        )

    def holding(self) -> "ClaimQuerySet":
        return self.filter(state__in=HOLDING)

    def standing(self) -> "ClaimQuerySet":
        return self.filter(state__in=STANDING)


class Claim(models.Model):
    """认领: a unit takes on a project, as lead or partner.

    The place is taken at once and held while the state is one of `HOLDING`. A trigger keeps
    `Project.claimed`; the database refuses what would exceed the capacity, whoever writes.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="claims", verbose_name="项目")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="claims", verbose_name="单位")
    ordinal = models.PositiveSmallIntegerField("次序", editable=False)
    part = models.CharField("身份", max_length=8, choices=Part.choices, default=Part.PARTNER)
    kind = models.CharField("方式", max_length=8, choices=ClaimKind.choices, default=ClaimKind.NEW)
    state = models.CharField("状态", max_length=12, choices=ClaimState.choices, editable=False)
    promise = models.CharField("承诺事项", max_length=300, blank=True)
    amount = models.DecimalField("承诺资金（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    claimed_at = models.DateTimeField("认领时间", default=timezone.now, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    answer_until = models.DateTimeField("确认期限", null=True, blank=True, editable=False)
    offer_until = models.DateTimeField("邀请保留至", null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField("确认时间", null=True, editable=False)
    completed_at = models.DateTimeField("完成时间", null=True, editable=False)
    closed_at = models.DateTimeField("办结时间", null=True, editable=False)
    end_reason = models.CharField("终止原因", max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    records = models.ManyToManyField(Record, through="ClaimRecord", related_name="claims")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "认领"
        ordering = ["ordinal"]
        indexes = [
            models.Index(fields=["unit", "-claimed_at", "-id"], name="claim_by_unit"),
            models.Index(fields=["state", "claimed_at", "id"], name="claim_by_state"),
            models.Index(
                fields=["answer_until"],
                name="claim_to_lapse",
                condition=Q(state__in=["offered", "pending_unit"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint("project", "ordinal", name="claim_ordinal_once"),
            models.UniqueConstraint(
                fields=["project", "unit"], condition=Q(state__in=STANDING), name="claim_once_per_unit"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(part="lead", state__in=HOLDING),
                name="claim_one_live_lead",
            ),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_state_known"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="claim_part_known"),
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_kind_known"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="claim_amount_positive"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "pending_unit"]) | Q(answer_until__isnull=False),
                name="claim_waiting_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*WORKED_ON, ClaimState.RELEASED]) | Q(confirmed_at__isnull=False),
                name="claim_confirmed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ClaimState.COMPLETED, ClaimState.CLOSED])
                | Q(completed_at__isnull=False),
                name="claim_completed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.CLOSED) | Q(closed_at__isnull=False),
                name="claim_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ClaimState.NOT_ADOPTED, ClaimState.RELEASED]) | Q(end_reason__gt=""),
                name="claim_ended_with_reason",
            ),
            *(
                models.CheckConstraint(
                    condition=Q((f"{earlier}__isnull", True))
                    | Q((f"{later}__isnull", True))
                    | Q((f"{earlier}__lte", F(later))),
                    name=f"claim_{earlier.removesuffix('_at')}_before_{later.removesuffix('_at')}",
                )
                for earlier, later in pairwise(("claimed_at", "confirmed_at", "completed_at", "closed_at"))
            ),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="claim_ordinal_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.project}（{self.unit}）"

    @property
    def number(self) -> str:
        """认领编号: the project's number and the claim's ordinal."""
        return f"{self.project.number}-{self.ordinal:02d}"

    @property
    def region_id(self) -> int:
        """The street whose project it is."""
        return self.project.region_id

    @property
    def is_awaited(self) -> bool:
        """Its unit has to answer until `answer_until`."""
        return self.state in (ClaimState.OFFERED, ClaimState.PENDING_UNIT)

    @property
    def undo_until(self) -> Any:
        """Until when whoever made it may take it back."""
        return undo_until(self.claimed_at)


class ClaimRecord(models.Model):
    """A record that served a claim. A record may serve several; totals count it once."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="record_links")
    record = models.ForeignKey(Record, models.PROTECT, related_name="claim_links")

    class Meta:
        constraints = [models.UniqueConstraint("claim", "record", name="claim_record_once")]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.record_id}"


class ContributionKind(models.TextChoices):
    MONEY = "money", "资金（元）"
    GOODS = "goods", "物资折合（元）"
    HOURS = "hours", "志愿服务（小时）"


DELIVERED_IN = {
    ContributionKind.MONEY: "funds",
    ContributionKind.GOODS: "goods_value",
    ContributionKind.HOURS: "hours",
}
"""Which figure of a record says what was delivered of a kind."""


class Contribution(models.Model):
    """投入: what a claim promised. What was delivered is the unit's share of the records, never typed again.

    Recorded, never collected.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="contributions")
    kind = models.CharField("种类", max_length=8, choices=ContributionKind.choices)
    promised = models.DecimalField("承诺", max_digits=12, decimal_places=2)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "投入"
        constraints = [
            models.UniqueConstraint("claim", "kind", name="contribution_once_per_kind"),
            models.CheckConstraint(condition=Q(promised__gt=0), name="contribution_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=ContributionKind.values), name="contribution_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.promised}"


class Feedback(models.Model):
    """村居核实: what the neighbourhood itself confirms of a claim; how it was is said privately."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="feedback")
    neighbourhood = models.ForeignKey(Unit, models.PROTECT, related_name="feedback", verbose_name="村居")
    done = models.BooleanField("事项已完成")
    done_on = models.DateField("完成日期", null=True, blank=True)
    people = models.PositiveIntegerField("受益人数", null=True, blank=True)
    rating = models.PositiveSmallIntegerField("评价（1 至 5）", null=True, blank=True)
    comment = models.CharField("想说的话（只有办公室可见）", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    basis = models.CharField("代办依据", max_length=100, blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "村居核实"
        constraints = [
            models.UniqueConstraint("claim", "neighbourhood", name="feedback_once_per_neighbourhood"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)), name="feedback_rating_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(done=False) | Q(done_on__isnull=False), name="feedback_done_has_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.neighbourhood_id}"
