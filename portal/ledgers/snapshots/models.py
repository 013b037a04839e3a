from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.ledgers.snapshots.freezing import digest_of
from portal.ledgers.taking import LEDGER_PLACES


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: Any) -> "SnapshotQuerySet":
        """Those of the offices whose ledgers one keeps."""
        return self.filter(region__in=next(iter(LEDGER_PLACES))(user))


class Snapshot(models.Model):
    """报送快照: what an office handed in on a day. Nobody changes or removes it; the database sees to that.

    `sheets` holds for each kind of ledger its headers and rows as they were written, without names and
    phones of people; `sha256` is the digest of its canonical JSON.
    """

    region = models.ForeignKey("members.Region", models.PROTECT, related_name="+", verbose_name="街道（镇）")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=100)
    reported_to = models.CharField("报送给", max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="报送人")
    taken_at = models.DateTimeField("报送时间", default=timezone.now)
    sheets = models.JSONField("内容")
    sha256 = models.CharField(max_length=64)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "报送快照"
        indexes = [models.Index(fields=["region", "-id"], name="snapshot_by_region")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="snapshot_has_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_whole(self) -> bool:
        """Whether the content still gives the digest that was kept with it."""
        return digest_of(self.sheets) == self.sha256
