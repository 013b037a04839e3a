"""Evidence files: what was uploaded, and the thing it is about."""

from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class StoredFile(models.Model):
    """One upload. Its bytes lie under a name made of their SHA-256, so equal ones share a file on disk."""

    class Kind(models.TextChoices):
        IMAGE = "image", "照片"
        PDF = "pdf", "PDF 文件"
        DOCX = "docx", "Word 文件"
        XLSX = "xlsx", "Excel 文件"

    kind = models.CharField("类型", max_length=10, choices=Kind)
    media_type = models.CharField(max_length=100)
    original_name = models.CharField("文件名", max_length=160)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    path = models.CharField(max_length=120)
    about_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    about_id = models.PositiveBigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now)
    verified_at = models.DateTimeField("上次核对时间", null=True, blank=True)
    is_intact = models.BooleanField("与上传时一致", default=True)

    class Meta:
        verbose_name = "佐证文件"
        indexes = [
            models.Index(fields=["about_type", "about_id"], name="stored_file_about"),
            models.Index(F("verified_at").asc(nulls_first=True), name="stored_file_next_check"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["image", "pdf", "docx", "xlsx"]), name="stored_file_kind_is_known"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="stored_file_has_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def on_disk(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.path

    @property
    def is_image(self) -> bool:
        return self.kind == self.Kind.IMAGE
