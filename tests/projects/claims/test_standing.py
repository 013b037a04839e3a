"""How a project stands for a unit at one moment."""

import datetime as dt
from types import SimpleNamespace

import pytest

from projects.claims.standing import FULL, MINE, NOT_YET, OPEN, OVER, RESERVED, standing_of

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
PROJECT = {
    "state": "published",
    "remaining": 1,
    "claim_opens_at": None,
    "claim_closes_at": None,
    "reserved_until": None,
}


@pytest.mark.parametrize(
    ("changes", "kind", "at"),
    [
        ({}, OPEN, None),
        ({"claim_closes_at": NOW + HOUR}, OPEN, NOW + HOUR),
        ({"claim_closes_at": NOW}, OVER, NOW),
        ({"claim_opens_at": NOW + HOUR}, NOT_YET, NOW + HOUR),
        ({"claim_opens_at": NOW}, OPEN, None),
        ({"reserved_until": NOW + HOUR}, RESERVED, NOW + HOUR),
        ({"reserved_until": NOW}, OPEN, None),
        ({"remaining": 0, "claim_closes_at": NOW}, FULL, None),
        ({"state": "suspended"}, OVER, None),
    ],
)
def test_a_project_stands_as_its_moments_say(changes: dict, kind: str, at: dt.datetime | None) -> None:
    standing = standing_of(SimpleNamespace(**PROJECT | changes), NOW)
    assert (standing.kind, standing.at, standing.may_claim) == (kind, at, kind == OPEN)


def test_a_reserved_project_is_open_to_whom_it_is_kept_for() -> None:
    project = SimpleNamespace(**PROJECT | {"reserved_until": NOW + HOUR})
    assert standing_of(project, NOW, preferred=True).kind == OPEN


@pytest.mark.parametrize(("state", "may"), [("intention", True), ("offered", True), ("submitted", False)])
def test_ones_own_intention_or_offer_can_still_become_a_claim(state: str, may: bool) -> None:
    standing = standing_of(SimpleNamespace(**PROJECT), NOW, own={"state": state})
    assert (standing.kind, standing.may_claim) == (MINE, may)
