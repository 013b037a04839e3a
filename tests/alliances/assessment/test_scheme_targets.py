"""Yearly targets: proposed by the office, pledged by the secretary."""

from decimal import Decimal

import pytest

from alliances.assessment.actions import targets
from alliances.assessment.models import Scheme, Target
from alliances.assessment.todos import targets_to_pledge
from portal.refusals import Forbidden
from tests import factories as make
from tests.alliances.assessment.world import a_world, leaf_of, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    found = a_world()
    make.adopted(found.scheme)
    return found


def pledge(world, by=None, whom=None, **said):
    whom = whom or ("party_org", world.branch.pk)
    given = {"quantity": Decimal(12)} | said
    return targets.pledge(leaf_of(world.scheme), whom, by=by or world.secretary, **given)


def propose(world, by=None, **said):
    given = {"quantity": Decimal(8)} | said
    whom = ("party_org", world.branch.pk)
    return targets.set_target(leaf_of(world.scheme), whom, by=by or world.staff, **given)


def test_the_secretary_pledges_and_pledges_anew(world):
    pledge(world, requirement="每月一次")
    again = pledge(world, quantity=Decimal(15))
    kept = Target.objects.get()
    assert (kept.quantity, kept.pledged_by, kept.version, kept.pk) == (15, world.secretary, 2, again.pk)
    assert kept.pledged_at is not None


def test_the_offices_proposal_is_not_a_pledge(world):
    proposed = propose(world)
    assert (proposed.pledged_at, proposed.quantity) == (None, 8)
    assert pledge(world).quantity == 12
    assert refused(lambda: propose(world)) == "pledged"


def test_the_office_pledges_on_behalf_with_its_basis(world):
    assert refused(lambda: pledge(world, by=world.staff)) == "basis_needed"
    assert pledge(world, by=world.staff, basis="纸质").basis == "纸质"


def test_a_liaison_and_another_units_secretary_pledge_nothing(world):
    other = make.liaison_of(make.member("区税务局"), role="secretary")
    for person in (make.liaison_of(world.unit), other):
        with pytest.raises(Forbidden):
            pledge(world, by=person)
    with pytest.raises(Forbidden):
        propose(world, by=world.secretary)


def test_an_organisation_of_no_unit_is_pledged_for_by_the_office(world):
    alone = make.PartyOrgFactory()
    assert pledge(world, by=world.staff, whom=("party_org", alone.pk), basis="会上").party_org == alone


def test_targets_are_of_whom_the_scheme_concerns(world):
    for whom in (("unit", world.unit.pk), ("party_org", make.PartyOrgFactory(state="removed", **ENDED).pk)):
        assert refused(lambda whom=whom: pledge(world, by=world.staff, whom=whom)) == "not_concerned"


ENDED = {"decided_on": "2020-01-01", "reason": "撤销"}


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_target_is_above_nought(world, quantity):
    assert refused(lambda: pledge(world, quantity=Decimal(quantity))) == "out_of_range"


def test_only_what_goes_by_ratio_has_a_target():
    scheme = make.adopted(make.scheme_with_indicator(purpose="appraisal"))
    branch = make.PartyOrgFactory()
    act = lambda: targets.pledge(  # noqa: E731
        leaf_of(scheme), ("party_org", branch.pk), by=None, quantity=Decimal(1)
    )
    assert refused(act) == "odd_indicator"


def test_a_retired_scheme_takes_no_targets(world):
    Scheme.objects.filter(pk=world.scheme.pk).update(state="retired")
    assert refused(lambda: pledge(world)) == "wrong_state"


def test_a_proposal_is_removed_and_a_pledge_is_not(world):
    targets.remove_target(propose(world), by=world.staff)
    assert Target.objects.count() == 0
    kept = pledge(world)
    assert refused(lambda: targets.remove_target(kept, by=world.staff)) == "pledged"
    with pytest.raises(Forbidden):
        targets.remove_target(kept, by=world.secretary)


def waiting_for(user):
    found = targets_to_pledge(user, 10)
    return found.total, [item.detail for item in found.items]


def test_a_proposal_waits_for_the_secretary_and_nobody_else(world):
    propose(world)
    other = make.liaison_of(make.member("区税务局"), role="secretary")
    assert waiting_for(world.secretary) == (1, ["共建活动"])
    for person in (make.liaison_of(world.unit), world.staff, other):
        assert waiting_for(person) == (0, [])
    assert targets_to_pledge(world.secretary, 0).items == []
    pledge(world)
    assert waiting_for(world.secretary) == (0, [])


def test_nothing_waits_for_a_draft(world):
    propose(world)
    Scheme.objects.filter(pk=world.scheme.pk).update(state="drafted")
    assert waiting_for(world.secretary) == (0, [])


def test_nothing_waits_for_the_units_secretary_of_another_street(world):
    propose(world)
    elsewhere = make.street("枫泾镇", "310116102")
    make.EnrolmentFactory(unit=world.unit, region=elsewhere)
    assert waiting_for(make.liaison_of(world.unit, elsewhere, role="secretary")) == (0, [])
