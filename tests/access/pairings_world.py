"""Pairings of the table's world: the 村居 and the claimant in every state, each in a round of its own."""

from typing import Any

from members.models import Region
from tests import factories as make


def pairings_of(street: Region, hood: Any, unit: Any, drafter: Any) -> dict[str, Any]:
    """`round`, `closed_round`, `post`, `free_post`, `pair_drafted` … `pair_filed`, by their ids."""
    things: dict[str, Any] = {
        "round": make.ProgrammeFactory(region=street),
        "post": make.HoldingFactory(post__region=street).post,
        "free_post": make.PostFactory(region=street),
    }
    for state in ("drafted", "proposed", "agreed", "filed"):
        pairing = make.PairingFactory(
            programme=make.ProgrammeFactory(region=street), host=hood, partner=unit, drafted_by=drafter
        )
        things[f"pair_{state}"] = make.in_state(pairing, state)
    record = make.RecordFactory(region=street, occurred_on=things["pair_filed"].from_on)
    make.RecordShareFactory(record=record, unit=unit)
    record.neighbourhoods.add(hood)
    return {name: thing.pk for name, thing in things.items()} | {"pair_record": record.pk}
