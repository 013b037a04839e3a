from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.files.models import StoredFile


class Template(models.Model):
    """文书模板: an office's own Word file in place of the portal's for one kind of document.

    The newest one that is in use counts; earlier ones stay, for documents that were printed from them.
    """

    region = models.ForeignKey("members.Region", models.PROTECT, related_name="+", verbose_name="街道（镇）")
    kind = models.CharField("文书", max_length=30)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="模板文件")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    in_use = models.BooleanField("使用中", default=True)
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now)

    class Meta:
        verbose_name = "文书模板"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind"], condition=Q(in_use=True), name="template_one_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file}"
