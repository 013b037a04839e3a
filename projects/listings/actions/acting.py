"""Who is at work on a listing, checked in one place for all verbs."""

from typing import Any

from members.behalf import need_basis
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting
from projects.listings.models import Listing


def in_the_name_of(listing: Listing, rule: str, by: Any, basis: str = "", opinion: str = "") -> Acting:
    """Somebody acts for the publishing unit. Staff who are not its own people say on what basis.

    Raises Forbidden, Refusal `basis_needed`.
    """
    demand(by, rule, listing)
    need_basis(by, listing.unit_id, listing.region_id, basis)
    return Acting(by, for_unit=listing.unit, opinion=opinion, basis=basis)


def as_office(listing: Listing, rule: str, by: Any, opinion: str = "") -> Acting:
    """Somebody acts as the street's office. Raises Forbidden."""
    demand(by, rule, listing)
    return Acting(by, opinion=opinion)


def require_reason(opinion: str, label: str) -> str:
    """Raises Refusal `reason_needed` where there is none."""
    reason = opinion.strip()
    if not reason:
        raise Refusal("reason_needed", f"{label}须说明理由，请写明要改什么或为什么。")
    return reason
