"""The moves of a listing: each locks the row, asks the machine, and tells whom it concerns."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from members.places.models import policy_of
from portal.refusals import Forbidden, Refusal
from projects.listings.actions.acting import as_office, in_the_name_of, require_reason
from projects.listings.locking import lock_listing
from projects.listings.models import Listing, ListKind
from projects.listings.notices import tell_publisher
from projects.listings.numbering import number_for
from projects.listings.publishing import ASK_ALL, WHEN_PUBLISHED, Renewals
from projects.listings.states import LISTING_MACHINE

AnyListing = TypeVar("AnyListing", bound=Listing)


def submit(listing: AnyListing, *, by: Any, basis: str = "") -> AnyListing:
    """Hand in for review. Raises Forbidden; Refusal wrong_state, basis_needed."""
    with transaction.atomic():
        locked = lock_listing(listing)
        acting = in_the_name_of(locked, "listings.submit", by, basis)
        LISTING_MACHINE.take(locked, "submit", acting, submitted_at=timezone.now())
    return locked


def publish(listing: AnyListing, *, by: Any, opinion: str = "", renewals: Renewals = ASK_ALL) -> AnyListing:
    """Let it be seen. The first publishing gives the number; the publisher hears of it.

    What apps above do then (WHEN_PUBLISHED: last year's units are asked first) is done with it or not at all.
    Raises Forbidden (`four_eyes` where the office keeps 经办 and 审核 apart); Refusal wrong_state,
    not_last_years, past_day.
    """
    with transaction.atomic():
        locked = lock_listing(listing)
        acting = as_office(locked, "listings.publish", by, opinion)
        _check_four_eyes(locked, by)
        # The verb is asked before a serial is drawn, so that nobody stands in line for a refusal.
        given = number_for(locked) if LISTING_MACHINE.can(locked, "publish") else {}
        LISTING_MACHINE.take(locked, "publish", acting, published_at=timezone.now(), **given)
        tell_publisher(locked, f"“{locked.title}”已发布，编号 {locked.number}")
        for act in WHEN_PUBLISHED:
            act(locked, by, renewals)
    return locked


def return_listing(listing: AnyListing, *, by: Any, opinion: str) -> AnyListing:
    """退回修改, with what to change. Raises Forbidden; Refusal wrong_state, reason_needed."""
    return _refuse(listing, "return", "退回修改", by, opinion)


def not_adopt(listing: AnyListing, *, by: Any, opinion: str) -> AnyListing:
    """暂不采用, with the reason. Raises Forbidden; Refusal wrong_state, reason_needed."""
    return _refuse(listing, "not-adopt", "暂不采用", by, opinion)


def suspend(listing: AnyListing, *, by: Any, opinion: str, basis: str = "") -> AnyListing:
    """暂停: not to be ordered or claimed for a while. A need is met or not: it cannot be suspended.

    Raises Forbidden; Refusal wrong_state, reason_needed, basis_needed, not_for_needs.
    """
    if listing.list == ListKind.NEED:
        raise Refusal("not_for_needs", "需求不能暂停。如不再需要，请关闭。")
    return _put_aside(listing, "suspend", "暂停", by, opinion, basis)


def resume(listing: AnyListing, *, by: Any, opinion: str = "") -> AnyListing:
    """Raises Forbidden; Refusal wrong_state."""
    with transaction.atomic():
        locked = lock_listing(listing)
        acting = as_office(locked, "listings.resume", by, opinion)
        LISTING_MACHINE.take(locked, "resume", acting)
    return locked


def close_listing(listing: AnyListing, *, by: Any, opinion: str, basis: str = "") -> AnyListing:
    """关闭, for good. A project with claims that are not finished stays open until they are.

    Raises Forbidden; Refusal wrong_state, reason_needed, basis_needed, claims_under_way.
    """
    return _put_aside(listing, "close", "关闭", by, opinion, basis)


def _refuse(listing: AnyListing, verb: str, label: str, by: Any, opinion: str) -> AnyListing:
    with transaction.atomic():
        locked = lock_listing(listing)
        acting = as_office(locked, f"listings.{verb}", by, require_reason(opinion, label))
        LISTING_MACHINE.take(locked, verb, acting)
        tell_publisher(locked, f"“{locked.title}”{label}", acting.opinion)
    return locked


def _put_aside(listing: AnyListing, verb: str, label: str, by: Any, opinion: str, basis: str) -> AnyListing:
    with transaction.atomic():
        locked = lock_listing(listing)
        reason = require_reason(opinion, label)
        acting = in_the_name_of(locked, f"listings.{verb}", by, basis, reason)
        if verb == "close" and locked.list == ListKind.PROJECT:
            _check_finished(locked)
        LISTING_MACHINE.take(locked, verb, acting)
    return locked


def _check_four_eyes(listing: Listing, by: Any) -> None:
    own_entry = by is not None and listing.entered_by_id == by.pk
    if own_entry and policy_of(listing.region).four_eyes:
        raise Forbidden("four_eyes", "本街道（镇）规定经办与审核分开：您登记的清单项须由其他人员审核发布。")


def _check_finished(project: Any) -> None:
    open_claims = project.claims.holding().exclude(state="closed").count()
    if open_claims:
        raise Refusal("claims_under_way", f"还有 {open_claims} 家认领未办结，办结或退出后才能关闭。")
