"""What a person does with their messages."""

from typing import Any

from django.utils import timezone

from portal.inbox.models import Notice


def mark_read(notice: Notice) -> None:
    """Keep the moment of the first reading; reading again changes nothing."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(user: Any) -> int:
    """Mark what this person can see now as read; how many that were."""
    return Notice.objects.of(user).unread().order_by().update(read_at=timezone.now())
