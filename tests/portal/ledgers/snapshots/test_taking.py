"""Taking a snapshot: what is in it, and how its words are kept."""

import pytest

from portal.ledgers.snapshots.actions import take_snapshot
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_spaces_at_the_ends_are_not_kept():
    taken = take_snapshot(
        make.street(), year=make.YEAR, title=" 三季度　", reported_to=" 区委 ", by=make.staff_of()
    )
    assert (taken.title, taken.reported_to) == ("三季度", "区委")


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_there_already_is_not_in_it():
    village = make.neighbourhood()
    make.ProjectFactory(unit=village, title="亮灯")
    make.DraftProjectFactory(unit=village, title="还没发布")
    taken = take_snapshot(make.street(), year=make.YEAR, title="三季度", by=make.staff_of())
    assert ("亮灯" in str(taken.sheets), "还没发布" in str(taken.sheets)) == (True, False)
