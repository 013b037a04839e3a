"""Tables of the API itself: answers kept for repeated requests, and counters of requests."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT_FOR = timedelta(hours=24)


class IdempotencyKeyQuerySet(models.QuerySet["IdempotencyKey"]):
    def expired(self) -> "IdempotencyKeyQuerySet":
        return self.filter(created_at__lt=timezone.now() - KEPT_FOR)


class IdempotencyKey(models.Model):
    """One request that changed something, and the answer it was given.

    The row is written in the transaction of the change: where one is, the other is.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    method = models.CharField(max_length=10)
    path = models.CharField(max_length=500)
    key = models.CharField(max_length=255)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.BinaryField(default=b"")
    created_at = models.DateTimeField()

    objects = IdempotencyKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "重复请求登记"
        constraints = [
            models.UniqueConstraint(fields=["user", "method", "path", "key"], name="idempotency_key_once"),
        ]
        indexes = [models.Index(fields=["created_at"], name="idempotency_key_created")]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.key}"


class RequestCounter(models.Model):
    """How many requests somebody made in one minute (`window` = minutes since 1970).

    The table is UNLOGGED: counting waits for no disk, and after a crash everybody starts at nought.
    """

    caller = models.CharField(max_length=80, primary_key=True)
    window = models.BigIntegerField()
    hits = models.PositiveIntegerField()

    class Meta:
        verbose_name = "请求计数"

    def __str__(self) -> str:
        return f"{self.caller}: {self.hits}"
