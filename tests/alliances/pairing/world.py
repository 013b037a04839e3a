"""A round in 朱泾镇, the village 五龙村 and two units, each with its secretary; and the office."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from alliances.models import Pairing, Programme
from alliances.pairing.locking import lock_pairing
from portal.outbox.models import Outbox
from portal.refusals import Refusal
from tests import factories as make


@dataclass
class World:
    programme: Any
    staff: Any
    village: Any
    finance: Any
    tax: Any
    secretary: Any
    """Of the village."""
    other: Any
    """Of the finance bureau."""


def a_world(**terms: Any) -> World:
    programme = make.ProgrammeFactory(name="2026年双百结对", **terms)
    village, finance, tax = make.neighbourhood("五龙村"), make.member("区财政局"), make.member("区税务局")
    people = [make.liaison_of(unit, role="secretary") for unit in (village, finance)]
    return World(programme, make.staff_of(), village, finance, tax, *people)


def draft(world: World, **terms: Any) -> Pairing:
    """Between the village and the finance bureau, unless told."""
    sides = {"host": world.village, "partner": world.finance, **terms}
    return make.PairingFactory(programme=world.programme, **sides)


def standing(world: World, state: str, **terms: Any) -> Pairing:
    return make.in_state(draft(world, **terms), state)


def refused(act: Any) -> str:
    """The code with which this is refused."""
    with pytest.raises(Refusal) as stopped:
        act()
    return stopped.value.code


def rules_of(programme: Programme, **terms: Any) -> None:
    Programme.objects.filter(pk=programme.pk).update(**terms)


def locking_after(act: Any, pairing: Pairing, **said: Any) -> Any:
    """A lock that is got only after somebody else was quicker: `act` has happened once by then."""
    waiting = [pairing]

    def lock(found: Pairing) -> Pairing:
        if waiting:
            act(waiting.pop(), **said)
        return lock_pairing(found)

    return lock


def now(pairing: Pairing) -> Pairing:
    """As it is on record."""
    return Pairing.objects.get(pk=pairing.pk)


def told(key: str) -> list[int]:
    """To how many people notices whose key begins so go."""
    rows = Outbox.objects.filter(key__startswith=key, done_at=None)
    return [len(row.payload["user_ids"]) for row in rows.order_by("id")]


def shown(client: Any, path: str, **sent: Any) -> str:
    """The page that comes in the end, after sending these words if there are any."""
    response = client.post(path, sent, follow=True) if sent else client.get(path, follow=True)
    return response.content.decode()


def visited(client: Any, pairing: Pairing, **changed: Any) -> str:
    """What the partner's people see after recording a visit of today."""
    today = f"{timezone.localdate():%Y-%m-%d}"
    took = {f"took_{pairing.partner_id}": "on", f"weight_{pairing.partner_id}": "1"}
    said = {"occurred_on": today, "summary": "联合党课", "events": "1", "neighbourhoods": [pairing.host_id]}
    return shown(client, f"/pairings/{pairing.pk}/record/", **said | took | changed)
