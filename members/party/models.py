from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from members.trees.models import TreeNode, TreeQuerySet
from members.units.models import Unit
from portal.search import grams_of


class PartyLevel(models.TextChoices):
    COMMITTEE = "committee", "党（工）委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"
    GROUP = "group", "党小组"


class PartyOrgState(models.TextChoices):
    ACTIVE = "active", "正常"
    MERGED = "merged", "归并"
    REMOVED = "removed", "撤销"


ENDED = (PartyOrgState.MERGED, PartyOrgState.REMOVED)


class PartyOrg(TreeNode):
    """党组织: 党（工）委 → 党总支 → 党支部 → 党小组. It has no roll of members.

    `form` is what it is called beyond its level: 大党委, 功能型, 临时. `superior` names one without a row.
    What ended keeps its row, with the day, the reason and the number of the decision.
    """

    STANDS: ClassVar[str] = PartyOrgState.ACTIVE
    LEVELS = PartyLevel.values

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="party_orgs", verbose_name="所在单位"
    )
    level = models.CharField("层级", max_length=16, choices=PartyLevel.choices)
    form = models.CharField("形式", max_length=30, blank=True)
    name = models.CharField("名称", max_length=100)
    superior = models.CharField("本系统以外的上级", max_length=100, blank=True)
    established_on = models.DateField("成立日期", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=PartyOrgState.choices, default=PartyOrgState.ACTIVE, editable=False
    )
    decided_on = models.DateField("决定日期", null=True, blank=True, editable=False)
    decision_number = models.CharField("文号", max_length=60, blank=True, editable=False)
    reason = models.CharField("原因", max_length=200, blank=True, editable=False)
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="merged_from", verbose_name="归并到"
    )
    grams = grams_of("name")

    objects = TreeQuerySet.as_manager()

    class Meta:
        verbose_name = "党组织"
        indexes = [
            GinIndex("grams", fastupdate=False, name="party_org_grams"),
            models.Index(fields=["name", "id"], name="party_org_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"], condition=Q(state="active"), name="party_org_name_once_per_region"
            ),
            models.CheckConstraint(condition=Q(level__in=PartyLevel.values), name="party_org_level_known"),
            models.CheckConstraint(condition=Q(state__in=PartyOrgState.values), name="party_org_state_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(superior=""), name="party_org_one_superior"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=ENDED) & Q(decided_on__isnull=False))
                | (~Q(state__in=ENDED) & Q(decided_on__isnull=True)),
                name="party_org_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=PartyOrgState.REMOVED) | ~Q(reason=""),
                name="party_org_removed_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True)
                | Q(established_on__isnull=True)
                | Q(decided_on__gte=F("established_on")),
                name="party_org_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """大党委, or 党（工）委 where it has no form of its own."""
        return self.form or self.get_level_display()
