"""Who may do what: the office of the alliance's place shapes rotations, units act on their own duties."""

from typing import Any

import rules

from alliances.councils.behalf import acts_in
from alliances.councils.rules import handles_alliance
from alliances.rotation.models import Duty, Feed, Rotation, Swap
from alliances.rotation.reading import successor_of
from members.scope import scope_of


@rules.predicate
def handles_rotation(user: Any, rotation: Rotation) -> bool:
    return handles_alliance(user, rotation.alliance)


@rules.predicate
def handles_duty(user: Any, duty: Duty) -> bool:
    return handles_alliance(user, duty.rotation.alliance)


@rules.predicate
def holds_duty(user: Any, duty: Duty) -> bool:
    return acts_in(user, duty.holder_id, duty.rotation.alliance)


@rules.predicate
def comes_after(user: Any, duty: Duty) -> bool:
    """Acts for who holds the slot of the next period."""
    after = successor_of(duty)
    return after is not None and acts_in(user, after.holder_id, duty.rotation.alliance)


@rules.predicate
def handles_swap(user: Any, swap: Swap) -> bool:
    return handles_duty(user, swap.duty_a)


@rules.predicate
def asks(user: Any, swap: Swap) -> bool:
    return acts_in(user, swap.unit_a_id, swap.duty_a.rotation.alliance)


@rules.predicate
def is_asked(user: Any, swap: Swap) -> bool:
    return acts_in(user, swap.unit_b_id, swap.duty_a.rotation.alliance)


@rules.predicate
def may_subscribe(user: Any, feed: Feed) -> bool:
    """To the calendar of a rotation one sees, or of a unit one acts for."""
    if feed.unit_id is not None:
        return feed.unit_id in scope_of(user).unit_ids
    return Rotation.objects.visible_to(user).filter(pk=feed.rotation_id or 0).exists()


@rules.predicate
def made_feed(user: Any, feed: Feed) -> bool:
    return feed.created_by_id == user.pk


rules.add_rule("rotations.change", handles_rotation)
rules.add_rule("duties.override", handles_duty)
rules.add_rule("duties.describe", holds_duty | handles_duty)
rules.add_rule("duties.hand_over", holds_duty | handles_duty)
rules.add_rule("duties.receive", comes_after | handles_duty)
rules.add_rule("swaps.propose", asks | handles_swap)
rules.add_rule("swaps.withdraw", asks | handles_swap)
rules.add_rule("swaps.answer", is_asked | handles_swap)
rules.add_rule("feeds.make", may_subscribe)
rules.add_rule("feeds.revoke", made_feed)
