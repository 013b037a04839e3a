"""协议: what each edition of a pairing's text said when it was proposed, and the signed scans of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliances.pairing.models import Pairing
from portal.files.models import StoredFile


class Agreement(models.Model):
    """协议文本: one edition. `words` fill the template, as the register said them when it was proposed.

    The Word file is written the first time somebody asks for it, by the template in use on that day, and
    is the same for ever after: neither a unit's new name nor a new template changes it.
    """

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="agreements", verbose_name="结对")
    edition = models.PositiveSmallIntegerField("文本版次")
    words = models.JSONField("内容")
    file = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="Word 文件"
    )
    kept_at = models.DateTimeField("存档时间", default=timezone.now)

    class Meta:
        verbose_name = "协议文本"
        ordering = ["pairing", "-edition"]
        constraints = [
            models.UniqueConstraint("pairing", "edition", name="agreement_edition_once"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="agreement_edition_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.pairing_id}: 第 {self.edition} 版"


class SignedAgreement(models.Model):
    """协议签章件: the agreement with signatures and stamps, scanned. None is ever replaced."""

    pairing = models.ForeignKey(
        Pairing, models.PROTECT, related_name="signed_agreements", verbose_name="结对"
    )
    edition = models.PositiveSmallIntegerField("文本版次")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", verbose_name="扫描件")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    basis = models.CharField("代办依据", max_length=100, blank=True)
    handed_in_at = models.DateTimeField("上传时间", default=timezone.now)

    class Meta:
        verbose_name = "协议签章件"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pairing_id}: {self.file}"
