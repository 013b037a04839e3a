"""The moves of a listing: each locks the row, asks the machine, and tells whom it concerns."""

from dataclasses import replace
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from members.places.models import policy_of
from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import Acting
from portal.workflow.models import Step
from projects.listings.actions.acting import as_office, in_the_name_of, require_reason
from projects.listings.locking import lock_listing
from projects.listings.models import Listing, ListKind
from projects.listings.notices import tell_publisher
from projects.listings.numbering import number_for
from projects.listings.publishing import AS_SET, ASK_ALL, WHEN_PUBLISHED, PairedFirst, Renewals
from projects.listings.reserving.filling import NOBODY, First, let_first, who_is_first
from projects.listings.states import LISTING_MACHINE

AnyListing = TypeVar("AnyListing", bound=Listing)
LONGEST_OPINION = Step._meta.get_field("opinion").max_length


def submit(listing: AnyListing, *, by: Any, basis: str = "") -> AnyListing:
    """Hand in for review. Raises Forbidden; Refusal wrong_state, basis_needed."""
    with transaction.atomic():
        locked = lock_listing(listing)
        acting = in_the_name_of(locked, "listings.submit", by, basis)
        LISTING_MACHINE.take(locked, "submit", acting, submitted_at=timezone.now())
    return locked


def publish(
    listing: AnyListing,
    *,
    by: Any,
    opinion: str = "",
    renewals: Renewals = ASK_ALL,
    paired: PairedFirst = AS_SET,
) -> AnyListing:
    """Let it be seen. The first publishing gives the number; the publisher hears of it.

    A project that is not reserved yet is kept for the units paired with it, for the office's days. What apps
    above do then (WHEN_PUBLISHED: last year's units are asked first) is done with it or not at all.
    Raises Forbidden (`four_eyes` where the office keeps 经办 and 审核 apart); Refusal wrong_state,
    not_last_years, past_day, not_paired, odd_days.
    """
    with transaction.atomic():
        locked = lock_listing(listing)
        acting = as_office(locked, "listings.publish", by, opinion)
        _check_four_eyes(locked, by)
        # The verb is asked before a serial is drawn, so that nobody stands in line for a refusal.
        ready = LISTING_MACHINE.can(locked, "publish")
        first = who_is_first(locked, paired, renewals) if ready else NOBODY
        given = (number_for(locked) if ready else {}) | first.changes
        LISTING_MACHINE.take(locked, "publish", _saying(acting, first), published_at=timezone.now(), **given)
        tell_publisher(locked, f"“{locked.title}”已发布，编号 {locked.number}", first.words)
        let_first(locked, first)
        for act in WHEN_PUBLISHED:
            act(locked, by, renewals)
    return locked


def _saying(acting: Acting, first: First) -> Acting:
    """The step says who is first, after what the office had to say."""
    said = [words for words in (acting.opinion, first.words) if words]
    return replace(acting, opinion="；".join(said)[:LONGEST_OPINION])


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
