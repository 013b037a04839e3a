from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.files.models import StoredFile
from projects.claims.models import Claim


class SignedLetter(models.Model):
    """签章件: the claim letter with signature and stamp, scanned and handed back. None is ever replaced."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="signed_letters", verbose_name="认领")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", verbose_name="扫描件")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    basis = models.CharField("代办依据", max_length=100, blank=True)
    handed_in_at = models.DateTimeField("上传时间", default=timezone.now)

    class Meta:
        verbose_name = "认领书签章件"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.file}"
