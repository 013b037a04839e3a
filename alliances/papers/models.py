from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from members.places.models import Region
from members.scope import scope_of
from portal.files.models import StoredFile


class DocumentKind(models.TextChoices):
    PLAN = "plan", "计划"
    SUMMARY = "summary", "总结"
    SCHEME = "scheme", "方案、办法"
    NOTICE = "notice", "通知"
    MINUTES = "minutes", "纪要"
    OTHER = "other", "其他"


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any) -> "DocumentQuerySet":
        """Staff and supervisors of the street; what is marked as shared, its enrolled units too."""
        scope = scope_of(user)
        overseen = scope.office_region_ids | scope.overseen_region_ids
        return self.filter(
            Q(region_id__in=overseen)
            | Q(region_id__in=scope.enrolled_region_ids, shared=True, removed_at=None)
        )

    def kept(self) -> "DocumentQuerySet":
        return self.filter(removed_at=None)


class Document(models.Model):
    """文件: a paper of the office's own, kept beside what the portal writes. Removed ones can come back."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="documents", verbose_name="街道（镇）")
    kind = models.CharField("种类", max_length=10, choices=DocumentKind)
    title = models.CharField("标题", max_length=100)
    number = models.CharField("文号", max_length=60, blank=True, help_text="如：朱党办〔2026〕12号")
    issued_on = models.DateField("成文日期")
    period_from = models.DateField("所属期起", null=True, blank=True)
    period_until = models.DateField("所属期止", null=True, blank=True)
    shared = models.BooleanField("成员单位可见", default=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    removed_at = models.DateTimeField("移除时间", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "文件"
        indexes = [models.Index(fields=["region", "-issued_on", "-id"], name="document_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_until__isnull=True)
                | Q(period_from__lte=F("period_until")),
                name="document_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title
