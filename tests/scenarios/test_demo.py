"""The demo district: 朱泾镇 as the README promises it, whatever day it is."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from members.models import Unit, User
from portal.ledgers.snapshots.models import Snapshot
from projects.claims.states import ClaimState
from projects.models import Claim, Project
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_demo_district_is_alive():
    make.first_kinds()
    call_command("demo", as_of=dt.date(2026, 11, 22))
    assert (Unit.objects.member_units().count(), Unit.objects.neighbourhoods().count()) == (143, 30)
    assert set(Claim.objects.values_list("state", flat=True)) == set(ClaimState.values)
    assert set(Project.objects.values_list("year", flat=True)) == {2025, 2026, 2027}
    assert Claim.objects.filter(project__year=2027, state="offered").count() > 3
    assert Snapshot.objects.get().is_whole
    named = {"office", "clerk", "supervisor", "liaison", "hood", "volunteer"}
    assert named <= set(User.objects.values_list("username", flat=True))
    assert User.objects.filter(username__startswith="u").count() == 173
    with pytest.raises(CommandError):
        call_command("demo")
