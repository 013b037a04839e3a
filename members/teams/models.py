from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from members.party.models import PartyOrg
from members.places.models import Region
from members.scope import scope_of
from members.units.models import Unit
from portal.constraints import SaidByActions
from portal.search import grams_of


class TeamState(models.TextChoices):
    ACTIVE = "active", "正常"
    DISSOLVED = "dissolved", "解散"


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: Any) -> "TeamQuerySet":
        """Teams of the streets whose published matters one sees."""
        return self.filter(region_id__in=scope_of(user).seen_region_ids)

    def standing(self) -> "TeamQuerySet":
        return self.filter(state=TeamState.ACTIVE)


class Team(SaidByActions):
    """队伍: a volunteer, emergency or other team. How many people it has is a figure; nobody is named."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="teams", verbose_name="街道（镇）")
    place = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="teams_here", verbose_name="所在村居"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="teams", verbose_name="所属单位（村居）"
    )
    party_org = models.ForeignKey(
        PartyOrg, models.PROTECT, null=True, blank=True, related_name="teams", verbose_name="所属党组织"
    )
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类型", max_length=30)
    people = models.PositiveIntegerField("人数", null=True, blank=True)
    abilities = models.CharField("能做什么", max_length=200, blank=True)
    contact_name = models.CharField("负责人", max_length=40, blank=True)
    contact_phone = models.CharField("负责人电话", max_length=30, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=TeamState.choices, default=TeamState.ACTIVE, editable=False
    )
    dissolved_on = models.DateField("解散日期", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    grams = grams_of("name")

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = "队伍"
        indexes = [
            GinIndex("grams", fastupdate=False, name="team_grams"),
            models.Index(fields=["name", "id"], name="team_by_name"),
            models.Index(F("people").desc(nulls_last=True), F("id").desc(), name="team_by_people"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"], condition=Q(state="active"), name="team_name_once_per_region"
            ),
            models.CheckConstraint(condition=Q(state__in=TeamState.values), name="team_state_known"),
            models.CheckConstraint(
                condition=Q(state=TeamState.DISSOLVED, dissolved_on__isnull=False)
                | (~Q(state=TeamState.DISSOLVED) & Q(dissolved_on__isnull=True)),
                name="team_dissolved_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
                name="team_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name
