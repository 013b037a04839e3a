"""日历订阅: addresses that show a calendar without signing in. Only their digests are kept."""

import hashlib
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.rotation.models import Feed, Rotation
from members.units.models import Unit
from portal.permits import demand

SECRET_BYTES = 32


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_feed(*, by: Any, rotation: Rotation | None = None, unit: Unit | None = None) -> tuple[Feed, str]:
    """A new address for a rotation or a unit, and its token, which can be read here and never again."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    feed = Feed(digest=digest_of(token), rotation=rotation, unit=unit, created_by=by)
    demand(by, "feeds.make", feed)
    feed.save()
    return feed, token


def revoke_feed(feed: Feed, *, by: Any) -> Feed:
    """停用: the address answers 404 from now on. Again changes nothing."""
    with transaction.atomic():
        locked = Feed.objects.select_for_update(no_key=True).get(pk=feed.pk)
        demand(by, "feeds.revoke", locked)
        if locked.revoked_at is None:
            locked.revoked_at = timezone.now()
            locked.save(update_fields=["revoked_at"])
    return locked
