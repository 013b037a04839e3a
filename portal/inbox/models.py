"""消息: one message to one person."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Any) -> "NoticeQuerySet":
        """What this person may see by now. A notice waits while its act can be undone."""
        return self.filter(recipient=user, available_at__lte=Now())

    def of(self, user: Any) -> "NoticeQuerySet":
        """The same, newest first."""
        return self.visible_to(user).order_by("-available_at", "-id")

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """A message in somebody's inbox. It says what happened; what is to be done stands in the to-dos.

    `key` names the occasion: a person hears of each once, however often the job that writes it runs.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="收件人"
    )
    key = models.CharField("事由", max_length=200)
    kind = models.CharField("类别", max_length=20)
    title = models.CharField("标题", max_length=200)
    body = models.CharField("内容", max_length=1000, blank=True)
    url = models.CharField("链接", max_length=300, blank=True)
    created_at = models.DateTimeField("生成时间", default=timezone.now)
    available_at = models.DateTimeField("可见时间", default=timezone.now)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "消息"
        indexes = [
            models.Index(fields=["recipient", "-available_at", "-id"], name="notice_by_recipient"),
            models.Index(
                fields=["recipient", "available_at"], condition=models.Q(read_at=None), name="notice_unread"
            ),
        ]
        constraints = [
            models.UniqueConstraint("recipient", "key", name="notice_once_per_occasion"),
            models.CheckConstraint(condition=models.Q(title__gt=""), name="notice_says_something"),
        ]

    def __str__(self) -> str:
        return self.title
