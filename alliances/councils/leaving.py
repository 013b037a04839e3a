"""What higher capabilities do when a unit leaves an alliance, in the transaction that ends its membership."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from alliances.councils.models import Membership
from portal.registry import Registry

WHEN_LEFT: Registry[Callable[[Membership, dt.date, Any], None]] = Registry("act when a unit leaves")
"""(membership, last day, by): the membership is ended already. What raises undoes the leaving too."""
