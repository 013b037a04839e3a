"""Addresses of calendars."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliances.rotation.models.orders import Rotation
from members.units.models import Unit


class Feed(models.Model):
    """日历订阅: a calendar address, for one rotation or for one unit's duties. Only the digest is kept."""

    digest = models.CharField(max_length=64, editable=False)
    rotation = models.ForeignKey(Rotation, models.CASCADE, null=True, blank=True, related_name="feeds")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="feeds")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="feeds")
    created_at = models.DateTimeField("建立时间", default=timezone.now, editable=False)
    revoked_at = models.DateTimeField("停用时间", null=True, editable=False)

    class Meta:
        verbose_name = "日历订阅"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint("digest", name="feed_digest_once"),
            models.CheckConstraint(
                condition=Q(rotation__isnull=False, unit__isnull=True)
                | Q(rotation__isnull=True, unit__isnull=False),
                name="feed_of_rotation_or_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rotation or self.unit}"
