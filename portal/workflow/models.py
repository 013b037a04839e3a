from django.conf import settings
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from portal.workflow.subjects import SUBJECTS


class StepQuerySet(models.QuerySet["Step"]):
    def about(self, subject: models.Model) -> "StepQuerySet":
        return self.filter(subject_kind=subject._meta.model_name, subject_id=subject.pk)

    def newest_first(self) -> "StepQuerySet":
        return self.order_by("-recorded_at", "-id")


class Step(models.Model):
    """流转记录: one move of one thing, written by the one door of its state machine.

    `occurred_at` is when it happened, `recorded_at` when it was entered: December's work may be
    entered in January. `for_unit` is for whom it was done; `basis` says on what grounds staff acted
    on somebody's behalf (电话, 纸质, 会上).
    """

    subject_kind = models.CharField("事项类型", max_length=40)
    subject_id = models.BigIntegerField("事项")
    subject_title = models.CharField("事项名称", max_length=200)
    verb = models.CharField("动作", max_length=30)
    label = models.CharField("环节", max_length=30)
    from_state = models.CharField("原状态", max_length=20, blank=True)
    to_state = models.CharField("新状态", max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="steps", verbose_name="办理人"
    )
    for_unit = models.ForeignKey(
        "members.Unit", models.PROTECT, null=True, related_name="+", verbose_name="代表单位"
    )
    opinion = models.CharField("意见", max_length=500, blank=True)
    basis = models.CharField("代办依据", max_length=100, blank=True)
    occurred_at = models.DateTimeField("发生时间", default=timezone.now)
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    objects = StepQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="step_by_subject"),
            models.Index(fields=["by", "-recorded_at", "-id"], name="step_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by__isnull=False) | models.Q(basis__gt=""), name="step_somebody_or_basis"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.subject_title}"

    @property
    def url(self) -> str:
        """Where the thing moved can be looked at; empty when its kind has no page."""
        page = SUBJECTS.get(self.subject_kind)
        if page is None:
            return ""
        try:
            return reverse(page, args=[self.subject_id])
        except NoReverseMatch:
            return ""
