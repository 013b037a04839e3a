"""Two who publish the same project at the same moment."""

import pytest

from projects.listings.actions import publish
from projects.listings.models import Preferred
from tests import factories as make
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_publishes_and_the_paired_unit_is_first_once() -> None:
    make.first_kinds()
    village, office = make.neighbourhood(), make.staff_of()
    make.filed_pairing(host=village, partner=make.member())
    draft = make.DraftProjectFactory(unit=village)
    outcomes = race([lambda: publish(draft, by=office).state for _ in range(4)])
    assert sorted(outcomes) == ["published", "wrong_state", "wrong_state", "wrong_state"]
    assert Preferred.objects.count() == 1
