"""Taking a snapshot: spaces around its words are no part of them."""

import pytest

from portal.ledgers.snapshots.actions import take_snapshot
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_spaces_at_the_ends_are_not_kept():
    taken = take_snapshot(
        make.street(), year=make.YEAR, title=" 三季度　", reported_to=" 区委 ", by=make.staff_of()
    )
    assert (taken.title, taken.reported_to) == ("三季度", "区委")
