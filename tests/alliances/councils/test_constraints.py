"""What the database refuses about alliances, by name; raw SQL included."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection

from alliances.models import Alliance, ConcurrentMember, Membership
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused(act):
    with pytest.raises(IntegrityError) as error:
        act()
    return error.value.__cause__.diag.constraint_name


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"kind": "club"}, "alliance_kind_known"),
        ({"state": "asleep"}, "alliance_state_known"),
        ({"notice_days": 61}, "alliance_notice_within_60_days"),
    ],
)
def test_an_alliance_is_whole(broken, name):
    assert refused(lambda: make.AllianceFactory(**broken)) == name


def test_a_name_once_in_a_place():
    first = make.AllianceFactory()
    assert refused(lambda: make.AllianceFactory(name=first.name)) == "alliance_name_once_per_region"


def test_no_alliance_is_its_own_parent():
    row = make.AllianceFactory()
    assert refused(lambda: Alliance.objects.filter(pk=row.pk).update(parent=row.pk)) in (
        "alliance_not_its_own_parent",
        "alliance_tree_without_rings",
    )


def test_no_ring_by_raw_sql_either():
    top = make.AllianceFactory()
    low = make.AllianceFactory(parent=top)

    def bite():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE alliances_alliance SET parent_id = %s WHERE id = %s", [low.pk, top.pk])

    assert refused(bite) == "alliance_tree_without_rings"


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"role": "king"}, "membership_role_known"),
        ({"until_on": dt.date(2019, 12, 31)}, "membership_ends_after_start"),
    ],
)
def test_a_membership_is_whole(broken, name):
    assert refused(lambda: make.MembershipFactory(**broken)) == name


def test_no_two_memberships_of_a_unit_overlap():
    row = make.MembershipFactory(until_on=dt.date(2024, 5, 31))
    again = {"alliance": row.alliance, "unit": row.unit}
    Membership.objects.create(**again, from_on=dt.date(2024, 6, 1))
    assert refused(lambda: Membership.objects.create(**again, from_on=dt.date(2025, 1, 1))) == (
        "membership_once_at_a_time"
    )


def test_a_term_on_a_committee_ends_after_it_began_and_overlaps_no_other():
    row = make.ConcurrentMemberFactory()
    same = {"alliance": row.alliance, "unit": row.unit, "name": row.name, "from_on": row.from_on}
    reversed_term = same | {"name": "王云", "until_on": dt.date(2020, 1, 1)}
    broken = refused(lambda: ConcurrentMember.objects.create(**reversed_term))
    assert broken == "concurrent_member_ends_after_start"


def test_nobody_sits_twice_at_a_time():
    row = make.ConcurrentMemberFactory()
    same = {"alliance": row.alliance, "unit": row.unit, "name": row.name, "from_on": row.from_on}
    assert refused(lambda: ConcurrentMember.objects.create(**same)) == "concurrent_member_once_at_a_time"
