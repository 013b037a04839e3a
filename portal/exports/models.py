from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.exports.states import ExportState

KEPT_FOR = timedelta(days=30)


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: Any) -> "ExportQuerySet":
        """Whoever asked for it, nobody else: it holds what that person may see."""
        return self.filter(by=user)


class Export(models.Model):
    """导出: a file somebody asked for. Made by a job, kept for 30 days; the row stays and tells of it.

    `kind` names its maker in the registry `EXPORTS`, `options` is what was chosen there. With `personal`
    it holds names and phones of people, and `reason` says what for.
    """

    kind = models.CharField("种类", max_length=20)
    title = models.CharField("名称", max_length=100)
    region = models.ForeignKey("members.Region", models.PROTECT, related_name="+", verbose_name="街道（镇）")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导出人")
    options = models.JSONField("选项", default=dict)
    personal = models.BooleanField("含联系人和电话", default=False)
    reason = models.CharField("用途", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=ExportState, default=ExportState.MAKING, editable=False
    )
    trouble = models.CharField("未完成的原因", max_length=300, blank=True)
    asked_at = models.DateTimeField("申请时间", default=timezone.now)
    made_at = models.DateTimeField("完成时间", null=True)
    path = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField("字节数", null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "导出"
        indexes = [models.Index(fields=["by", "-id"], name="export_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state_known"),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | Q(made_at__isnull=False, path__gt="", size__gt=0, sha256__gt=""),
                name="export_ready_has_a_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | Q(trouble__gt=""), name="export_failed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(personal=False) | Q(reason__gt=""), name="export_personal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def on_disk(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.path

    @property
    def expires_at(self) -> Any:
        return self.made_at and self.made_at + KEPT_FOR
