"""异议复核: what whom it concerns says against a result, and the answer."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliances.assessment.models.cycles import Result
from alliances.assessment.models.schemes import Indicator
from alliances.assessment.states import ObjectionState
from members.scope import scope_of
from portal.constraints import SaidByActions

ANSWERED = (ObjectionState.UPHELD, ObjectionState.DISMISSED)


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, user: Any) -> "ObjectionQuerySet":
        """The office, who oversees it, and whom the result concerns."""
        scope = scope_of(user)
        if not scope.signed_in:
            return self.none()
        overseen = scope.office_region_ids | scope.overseen_region_ids
        own = Q(result__unit_id__in=scope.unit_ids) | Q(result__party_org__unit_id__in=scope.unit_ids)
        return self.filter(Q(result__cycle__scheme__region_id__in=overseen) | own)


class Objection(SaidByActions):
    """Against one indicator's points, or the result as a whole. Upheld, a corrected edition follows."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="objections", verbose_name="结果")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指标"
    )
    text = models.CharField("理由", max_length=500)
    state = models.CharField(
        "状态", max_length=10, choices=ObjectionState, default=ObjectionState.RAISED, editable=False
    )
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField("提出时间", default=timezone.now)
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("答复时间", null=True)
    corrected = models.OneToOneField(
        Result, models.PROTECT, null=True, related_name="corrects", verbose_name="更正后的结果"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "异议"
        constraints = [
            models.UniqueConstraint(
                fields=["result", "indicator"],
                condition=Q(state=ObjectionState.RAISED),
                nulls_distinct=False,
                name="objection_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ObjectionState.values), name="objection_state_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="objection_with_text"),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="objection_answered_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=ObjectionState.UPHELD, corrected__isnull=False)
                | (~Q(state=ObjectionState.UPHELD) & Q(corrected__isnull=True)),
                name="objection_upheld_is_corrected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result}"
