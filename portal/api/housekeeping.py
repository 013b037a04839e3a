"""What the API's tables need not keep."""

import time

from portal.api.models import IdempotencyKey, RequestCounter
from portal.api.throttles import MINUTE


def forget_old_requests() -> int:
    """Delete keys older than 24 hours and counters of past minutes. Returns how many rows went."""
    keys, _ = IdempotencyKey.objects.expired().delete()
    counters, _ = RequestCounter.objects.filter(window__lt=int(time.time() // MINUTE)).delete()
    return keys + counters
