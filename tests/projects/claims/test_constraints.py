"""What the database refuses of a claim, whoever writes: a state implies its moment, moments have an order."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from projects.models import Claim
from tests import factories as make

pytestmark = pytest.mark.django_db

REFUSED = [
    ("submitted", "state = 'confirmed'", "claim_confirmed_has_moment"),
    ("submitted", "state = 'released', end_reason = '另有安排'", "claim_confirmed_has_moment"),
    ("confirmed", "state = 'completed'", "claim_completed_has_moment"),
    ("completed", "state = 'closed'", "claim_closed_has_moment"),
    ("submitted", "state = 'not_adopted'", "claim_ended_with_reason"),
    ("confirmed", "state = 'released'", "claim_ended_with_reason"),
    ("confirmed", "confirmed_at = claimed_at - interval '1 s'", "claim_claimed_before_confirmed"),
    ("completed", "completed_at = confirmed_at - interval '1 s'", "claim_confirmed_before_completed"),
    ("closed", "closed_at = completed_at - interval '1 s'", "claim_completed_before_closed"),
    ("submitted", "ordinal = 0", "claim_ordinal_positive"),
    ("submitted", "state = 'offered'", "claim_waiting_has_a_day"),
    ("submitted", "amount = 0", "claim_amount_positive"),
]
"""The state a claim is in, what is written to it by raw SQL, and what refuses."""


def refused_by(claim: Claim, change: str) -> Any:
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE projects_claim SET {change} WHERE id = %s", [claim.pk])  # noqa: S608 words of this file
    return caught.value.__cause__.diag.constraint_name


@pytest.mark.parametrize(("state", "change", "constraint"), REFUSED)
def test_the_database_refuses(state: str, change: str, constraint: str) -> None:
    assert refused_by(make.ClaimFactory(state=state), change) == constraint


@pytest.mark.parametrize(
    "state", ["submitted", "confirmed", "completed", "closed", "not_adopted", "released"]
)
def test_an_example_of_each_state_is_as_the_database_wants_it(state: str) -> None:
    assert make.ClaimFactory(state=state).state == state
