"""What apps above the lists do when an entry is published, in the transaction that publishes it."""

from collections.abc import Callable
from typing import Any

from portal.registry import Registry

WHEN_PUBLISHED: Registry[Callable[[Any, Any], None]] = Registry("act when an entry is published")
"""(listing, by): the row is locked and published already. What raises undoes the publishing too."""
