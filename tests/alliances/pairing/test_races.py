"""Two at once, each on a connection of its own; and the control, where the lock is off."""

from functools import partial
from threading import Barrier

import pytest
from django.db import OperationalError

from alliances.models import Pairing, Programme
from alliances.pairing.actions import agree, draft_pairing, drafting, propose
from tests.alliances.pairing.world import a_world, draft, rules_of
from tests.racing import PATIENCE, race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("kinds")]


def outcome(results):
    return sorted(each if isinstance(each, str) else each.state for each in results)


def both_draft(world, by_way_of=lambda act: act()):
    sides = {"host": world.village, "partner": world.finance}
    acts = [
        partial(draft_pairing, world.programme, **sides, by=who) for who in (world.secretary, world.other)
    ]
    return outcome(race([partial(by_way_of, act) for act in acts]))


def stopped(act):
    """Two who insert at once may meet as a deadlock, which ends one of them as surely as the constraint."""
    try:
        return act()
    except OperationalError:
        return "already_paired"


def test_when_both_sides_draft_at_once_there_is_one_draft():
    assert both_draft(a_world()) == ["already_paired", "drafted"]
    assert Pairing.objects.count() == 1


def test_without_the_lock_the_database_stops_the_second(monkeypatch):
    """The control: both look before either writes, and only `pairing_once_at_a_time` is left."""
    world, barrier = a_world(), Barrier(2)
    found = drafting._between

    def look_together(pairing):
        rows = list(found(pairing))
        barrier.wait(PATIENCE)
        return Pairing.objects.filter(pk__in=[row.pk for row in rows])

    monkeypatch.setattr(drafting, "lock_programme", lambda pk: Programme.objects.get(pk=pk))
    monkeypatch.setattr(drafting, "_between", look_together)
    assert both_draft(world, stopped) == ["already_paired", "drafted"]
    assert Pairing.objects.count() == 1


def test_the_last_place_of_a_host_goes_to_one():
    world = a_world()
    rules_of(world.programme, most_per_host=1)
    drafts = [draft(world), draft(world, partner=world.tax)]
    done = outcome(race([partial(propose, each, by=world.staff) for each in drafts]))
    assert done == ["host_full", "proposed"]


def test_both_secretaries_agree_at_once_and_one_of_them_completes_it():
    world = a_world()
    proposed = propose(draft(world), by=world.staff)
    sides = {"host": world.secretary, "partner": world.other}
    race([partial(agree, proposed, by=who, side=side) for side, who in sides.items()])
    now = Pairing.objects.get(pk=proposed.pk)
    assert (now.state, now.host_agreed_by, now.partner_agreed_by) == ("agreed", world.secretary, world.other)


def test_one_who_agrees_twice_at_once_agrees_once():
    world = a_world()
    proposed = propose(draft(world), by=world.staff)
    race([partial(agree, proposed, by=world.secretary, side="host") for _ in range(4)])
    assert Pairing.objects.get(pk=proposed.pk).version == proposed.version + 1
