"""Who may do what: the office shapes rounds and files; both sides draft; their secretaries agree."""

from typing import Any

import rules

from alliances.pairing.models import Holding, Pairing, Post, Programme, Side
from members.rules import acts_within, handles, in_office, oversees, signs_within


@rules.predicate
def handles_place(user: Any, subject: Programme | Post | Pairing) -> bool:
    return handles(user, subject.region_id)


@rules.predicate
def takes_part(user: Any, pairing: Pairing) -> bool:
    """Liaison or secretary of either side, or whoever holds the paired post."""
    return acts_on(user, pairing, Side.HOST) or acts_on(user, pairing, Side.PARTNER)


@rules.predicate
def signs_either(user: Any, pairing: Pairing) -> bool:
    return signs_on(user, pairing, Side.HOST) or signs_on(user, pairing, Side.PARTNER)


@rules.predicate
def signs_as_host(user: Any, pairing: Pairing) -> bool:
    return signs_on(user, pairing, Side.HOST)


@rules.predicate
def signs_as_partner(user: Any, pairing: Pairing) -> bool:
    return signs_on(user, pairing, Side.PARTNER)


@rules.predicate
def drafted_it(user: Any, pairing: Pairing) -> bool:
    """One of the side's own people that drafted it, or who did, where no side did."""
    for side in (Side.HOST, Side.PARTNER):
        if pairing.drafted_for_id is not None and pairing.drafted_for_id == _unit_id(pairing, side):
            return acts_on(user, pairing, side)
    return pairing.drafted_by_id is not None and pairing.drafted_by_id == user.pk


@rules.predicate
def looks_on(user: Any, pairing: Pairing) -> bool:
    return oversees(user, pairing.region_id)


def acts_on(user: Any, pairing: Pairing, side: str) -> bool:
    """Whether the user is one of the side's own people."""
    unit_id = _unit_id(pairing, side)
    if unit_id is None:
        return holds_post(user, pairing)
    return acts_within(user, unit_id, pairing.programme.region)


def signs_on(user: Any, pairing: Pairing, side: str) -> bool:
    """Whether the user's word binds the side: its secretary's, or the holder's of the paired post."""
    unit_id = _unit_id(pairing, side)
    if unit_id is None:
        return holds_post(user, pairing)
    return signs_within(user, unit_id, pairing.programme.region)


def _unit_id(pairing: Pairing, side: str) -> int | None:
    return pairing.host_id if side == Side.HOST else pairing.partner_id


def holds_post(user: Any, pairing: Pairing) -> bool:
    return pairing.post_id in held_posts(user)


def held_posts(user: Any) -> frozenset[int]:
    """Ids of the posts this person holds today, kept on the user object: one query per request."""
    if not hasattr(user, "_held_posts"):
        held = Holding.objects.posts_of(user).values_list("post_id", flat=True) if user.pk else ()
        user._held_posts = frozenset(held)
    return user._held_posts


def on_behalf(user: Any, pairing: Pairing) -> bool:
    """Staff of the office who are of neither side: they say on what basis they act."""
    return user is not None and in_office(user, pairing.region_id) and not takes_part(user, pairing)


rules.add_rule("programmes.change", handles_place)
rules.add_rule("posts.change", handles_place)
rules.add_rule("pairings.draft", takes_part | handles_place)
rules.add_rule("pairings.agree_host", signs_as_host | handles_place)
rules.add_rule("pairings.agree_partner", signs_as_partner | handles_place)
rules.add_rule("pairings.decline", takes_part | handles_place)
rules.add_rule("pairings.withdraw", drafted_it | handles_place)
rules.add_rule("pairings.file", handles_place)
rules.add_rule("pairings.terminate", signs_either | handles_place)
rules.add_rule("pairings.record", takes_part | handles_place)
rules.add_rule("pairings.see_terms", takes_part | looks_on)
