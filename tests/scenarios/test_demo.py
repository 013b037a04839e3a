"""The demo district: 朱泾镇 as the README promises it, whatever day it is."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from alliances.models import Document
from members.models import Unit, User
from portal.exports.models import Export
from portal.ledgers.imports.models import Import
from portal.ledgers.snapshots.differences import differences
from portal.ledgers.snapshots.freezing import frozen_sheets
from portal.ledgers.snapshots.models import Snapshot
from projects.claims.states import ClaimState
from projects.models import Claim, Need, Project, Resource, SignedLetter
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_demo_district_is_alive():
    make.first_kinds()
    call_command("demo", as_of=dt.date(2026, 11, 22))
    assert (Unit.objects.member_units().count(), Unit.objects.neighbourhoods().count()) == (143, 30)
    assert set(Claim.objects.values_list("state", flat=True)) == set(ClaimState.values)
    assert set(Project.objects.values_list("year", flat=True)) == {2025, 2026, 2027}
    assert set(Claim.objects.filter(project__year=2027).values_list("state", flat=True)) == {
        *("offered", "pending_unit", "submitted", "confirmed", "withdrawn", "lapsed")
    }
    named = {"office", "clerk", "supervisor", "liaison", "hood", "volunteer"}
    assert named <= set(User.objects.values_list("username", flat=True))
    assert User.objects.filter(username__startswith="u").count() == 173
    check_ledgers()
    with pytest.raises(CommandError):
        call_command("demo")


def check_ledgers():
    """One workbook came in and one waits, two snapshots differ from today, a folder is on its way."""
    done, waiting = Import.objects.order_by("pk")
    assert (done.state, waiting.state) == ("imported", "ready")
    assert waiting.preview["sheets"][0]["counts"] == {
        **{"read": 120, "created": 1, "updated": 3, "unchanged": 115, "gone": 0},
        **{"rejected": 1, "warnings": 1},
    }
    for snapshot in Snapshot.objects.all():
        now = frozen_sheets(snapshot.region, snapshot.year)
        assert any(sheet.changed for sheet in differences(snapshot.sheets, now))
    assert Export.objects.get().state == "making"
    assert SignedLetter.objects.get().file.on_disk.read_bytes().startswith(b"%PDF")
    assert Document.objects.exclude(file=None).count() == 6
    assert all(model.objects.public().exists() for model in (Resource, Need, Project))
