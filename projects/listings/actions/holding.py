"""Checking that a listing still holds, and keeping a project for named units."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from members.models import Unit
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import wrong_state
from projects.listings.locking import lock_listing
from projects.listings.models import Listing, Project
from projects.listings.states import ListingState

AnyListing = TypeVar("AnyListing", bound=Listing)
NOT_YET_SHOWN = (ListingState.DRAFT, ListingState.SUBMITTED, ListingState.RETURNED)


def verify(listing: AnyListing, *, by: Any) -> AnyListing:
    """Say that what is published still holds today. Raises Forbidden; Refusal wrong_state."""
    with transaction.atomic():
        locked = lock_listing(listing)
        demand(by, "listings.verify", locked)
        if locked.state != ListingState.PUBLISHED:
            raise wrong_state(locked, "核实")
        locked.verified_on, locked.verified_by = timezone.localdate(), by
        locked.version += 1
        locked.save(update_fields=["verified_on", "verified_by", "version"])
    return locked


def reserve(project: Project, *, units: Iterable[Unit], until: dt.datetime, by: Any) -> Project:
    """Only these units may claim until that moment; then all may. Fixed once the project is published.

    Raises Forbidden; Refusal wrong_state, too_late.
    """
    with transaction.atomic():
        locked = lock_listing(project)
        demand(by, "listings.reserve", locked)
        if locked.state not in NOT_YET_SHOWN:
            raise wrong_state(locked, "设置优先单位")
        if until <= timezone.now():
            raise Refusal("too_late", "优先期须晚于现在，请改选日期。")
        locked.reserved_until = until
        locked.version += 1
        locked.save(update_fields=["reserved_until", "version"])
        locked.reserved_for.set(units)
    return locked
