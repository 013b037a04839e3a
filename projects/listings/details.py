"""What the page of one listing shows, for the three lists alike: status, contact, chain, trail, next."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from members.people.masking import mask_name, mask_phone
from portal.permits import may
from portal.workflow.models import Step
from projects.deciding.verbs import Verb
from projects.listings.addresses import listing_url
from projects.listings.facts import facts_of
from projects.listings.models import Listing, ListKind, Need
from projects.listings.states import ListingState
from projects.listings.verbs import verbs_for

BADGES = {
    ListingState.DRAFT: "planned",
    ListingState.SUBMITTED: "running",
    ListingState.RETURNED: "returned",
    ListingState.NOT_ADOPTED: "plain",
    ListingState.PUBLISHED: "done",
    ListingState.SUSPENDED: "soon",
    ListingState.CLOSED: "plain",
}


def details_of(listing: Listing, request: HttpRequest) -> dict[str, Any]:
    """The context of a listing's page. The project's page adds its claims to this."""
    user = request.user
    return {
        "listing": listing,
        "badge": BADGES[ListingState(listing.state)],
        "facts": facts_of(listing),
        "contact": contact_of(listing, user),
        "offers": offers_for(user, listing),
        "may_change": may(user, "listings.change", listing),
        "may_verify": listing.state == ListingState.PUBLISHED and may(user, "listings.verify", listing),
        "steps": steps_for(user, listing),
    }


def contact_of(listing: Listing, user: Any) -> dict[str, str] | None:
    """Masked name and phone for those who may know them; None for everybody else."""
    if not may(user, "listings.see_contact", listing):
        return None
    return {
        "name": mask_name(listing.contact_name),
        "phone": mask_phone(listing.contact_phone),
        "reveal_url": listing_url(listing, "contact"),
    }


def offers_for(user: Any, listing: Listing) -> list[dict[str, Any]]:
    """The buttons of 下一步: a link where something has to be filled in first, else a form."""
    return [
        _offer(verb, user, listing, first=not index) for index, verb in enumerate(verbs_for(user, listing))
    ]


def _offer(verb: Verb, user: Any, listing: Listing, *, first: bool) -> dict[str, Any]:
    return {
        "label": verb.label,
        "url": listing_url(listing, "verb", verb.name),
        "asks": verb.asks(user, listing),
        "kind": "primary" if first else "plain",
    }


def steps_for(user: Any, listing: Listing) -> QuerySet[Step] | list[Step]:
    """流转记录, newest first, for the publisher, staff and supervisors."""
    if not may(user, "listings.see_trail", listing):
        return []
    return Step.objects.about(listing).select_related("by", "for_unit").order_by("-id")


def chain_of(listing: Listing, user: Any) -> list[dict[str, str]]:
    """How far the thing has come: entered, reviewed, published, and for a need what became of it."""
    published = listing.published_at is not None
    waits = listing.state == ListingState.SUBMITTED
    chain = [
        _link("登记", f"{timezone.localtime(listing.created_at):%Y-%m-%d}", "done"),
        _link("审核", listing.get_state_display(), "done" if published else "now" if waits else "todo"),
        _link("发布", listing.number or "—", "done" if published else "todo"),
    ]
    return [*chain, *_answers(listing, user)] if listing.list == ListKind.NEED else chain


def _answers(need: Listing, user: Any) -> list[dict[str, str]]:
    projects = need.projects if isinstance(need, Need) else None
    project = projects.visible_to(user).first() if projects is not None else None
    if project is None:
        return [_link("项目", "还没有项目", "todo"), _link("认领", "—", "todo")]
    claimed = f"{project.claimed} 家认领" if project.claimed else "待认领"
    return [
        _link("项目", project.number or project.title, "done", listing_url(project)),
        _link("认领", claimed, "done" if project.claimed else "now"),
    ]


def _link(label: str, detail: str, state: str, url: str = "") -> dict[str, str]:
    return {"label": label, "detail": detail, "state": state, "url": url}
