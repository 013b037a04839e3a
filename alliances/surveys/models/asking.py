"""A survey: whom it is about, what it asks, and who judges."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from alliances.surveys.states import SurveyState
from members.party.concerned import ONE_OF_BOTH, Concerned
from members.places.models import Region
from members.scope import scope_of
from portal.constraints import SaidByActions

LEAST_CHOICES, MOST_CHOICES = 2, 5


class SurveyKind(models.TextChoices):
    PUBLIC = "public", "群众满意度"
    FOUR_SIDES = "four_sides", "四指同评"
    DEMOCRATIC = "democratic", "民主测评"


class SurveyQuerySet(models.QuerySet["Survey"]):
    def visible_to(self, user: Any) -> "SurveyQuerySet":
        """The office and who oversees it see all; people of a unit, what was closed and is about them."""
        scope = scope_of(user)
        if not scope.signed_in:
            return self.none()
        overseen = scope.office_region_ids | scope.overseen_region_ids
        about = SurveySubject.objects.of_units(scope.unit_ids).values("survey")
        return self.filter(Q(region_id__in=overseen) | Q(state=SurveyState.CLOSED, pk__in=about))


class Survey(SaidByActions):
    """测评: an anonymous questionnaire about units or party organisations, open on whole days.

    Every question is answered by one of `choices`; `points` says what each is worth out of a hundred,
    empty where it does not count (不了解). All of it is fixed once it is open. `until_on` is inclusive;
    closing early brings it forward.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="surveys", verbose_name="街道（镇）")
    kind = models.CharField("种类", max_length=20, choices=SurveyKind)
    title = models.CharField("名称", max_length=60)
    from_on = models.DateField("开始日期")
    until_on = models.DateField("截止日期")
    choices = ArrayField(models.CharField(max_length=20), verbose_name="选项")
    points = ArrayField(models.PositiveSmallIntegerField(null=True), verbose_name="分值")
    takes_remarks = models.BooleanField("请填写意见", default=True)
    state = models.CharField(
        "状态", max_length=10, choices=SurveyState, default=SurveyState.DRAFTED, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "测评"
        indexes = [models.Index(fields=["region", "-until_on", "-id"], name="survey_by_last_day")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SurveyState.values), name="survey_state_known"),
            models.CheckConstraint(condition=Q(kind__in=SurveyKind.values), name="survey_kind_known"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="survey_ends_after_start"),
            models.CheckConstraint(
                condition=Q(choices__len__range=(LEAST_CHOICES, MOST_CHOICES), points__len=F("choices__len")),
                name="survey_choices_have_points",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Question(SaidByActions):
    """One question, put about each subject."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    ordinal = models.PositiveSmallIntegerField("序号")
    text = models.CharField("问题", max_length=120)

    class Meta:
        verbose_name = "测评问题"
        ordering = ["survey", "ordinal"]
        constraints = [models.UniqueConstraint("survey", "ordinal", name="question_ordinal_once")]

    def __str__(self) -> str:
        return self.text


class JudgingSide(SaidByActions):
    """评议方: who judges, and how much their word weighs beside the others'."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sides")
    ordinal = models.PositiveSmallIntegerField("序号")
    name = models.CharField("评议方", max_length=20)
    weight = models.PositiveSmallIntegerField(
        "权重", validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = "评议方"
        ordering = ["survey", "ordinal"]
        constraints = [
            models.UniqueConstraint("survey", "ordinal", name="side_ordinal_once"),
            models.UniqueConstraint("survey", "name", name="side_name_once"),
            models.CheckConstraint(condition=Q(weight__range=(1, 100)), name="side_weight_in_range"),
        ]

    def __str__(self) -> str:
        return self.name


class SurveySubjectQuerySet(models.QuerySet["SurveySubject"]):
    def of_units(self, unit_ids: Any) -> "SurveySubjectQuerySet":
        """About one of the units, or about a party organisation that stands in one."""
        return self.filter(Q(unit_id__in=unit_ids) | Q(party_org__unit_id__in=unit_ids))


class SurveySubject(Concerned):
    """One whom the survey is about."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="subjects")

    objects = SurveySubjectQuerySet.as_manager()

    class Meta:
        verbose_name = "测评对象"
        ordering = ["survey", "pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_OF_BOTH, name="survey_subject_is_one"),
            models.UniqueConstraint(
                "survey", "unit", "party_org", nulls_distinct=False, name="survey_subject_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.whom)
