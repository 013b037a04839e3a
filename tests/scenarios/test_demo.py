"""The demo district: 朱泾镇 as the README promises it, whatever day it is."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from alliances.assessment.models import Cycle, Objection, Result, Target
from alliances.models import Document, Pairing, Programme
from alliances.pairing.reading import months_of, progress_of
from alliances.pairing.states import PairingState
from alliances.pairing.verbs import sides_to_sign
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

DAY = dt.date(2026, 11, 22)


def test_the_demo_district_is_alive():
    make.first_kinds()
    call_command("demo", as_of=DAY)
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
    check_pairings()
    check_assessments()
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
    assert Document.objects.exclude(file=None).count() == 10
    assert all(model.objects.public().exists() for model in (Resource, Need, Project))


def check_pairings():
    """One in every state, one to agree to for each side; Thursdays are full, two pairings end soon."""
    assert set(Pairing.objects.values_list("state", flat=True)) == set(PairingState.values)
    village, company = "五龙村", "中石化上海工程公司"
    lamps = Pairing.objects.in_force(DAY).get(host__name=village, partner__name=company)
    assert [str(each.done) for each in progress_of(lamps)[0].values()] == ["86000.00", "12"]
    waiting = Pairing.objects.get(partner__name="区卫生健康委", programme__name="2026年双百结对")
    assert len(progress_of(waiting)[1]) == 2
    for username, host in (("liaison", "待泾村"), ("hood", village)):
        asked = Pairing.objects.get(state="proposed", host__name=host)
        assert len(sides_to_sign(User.objects.get(username=username), asked)) == 1
    pairings = Programme.objects.get(name="周四行动").pairings.all()
    assert {len(months) for months in months_of(pairings, 2026).values()} == {8, 9}
    ending = Pairing.objects.in_force(DAY).filter(until_on__lte=DAY + dt.timedelta(days=30), post=None)
    assert {(each.until_on - DAY).days for each in ending} >= {5, 24}


def check_assessments():
    """Last year's are final; of this year one has an objection to answer, one waits for its review."""
    states = Cycle.objects.values_list("scheme__year", "scheme__name", "span", "state")
    last = {(name, span) for year, name, span, state in states if (year, state) == (2025, "final")}
    assert last == {
        *(("成员单位参与情况反馈", span) for span in ("q1", "q2", "q3", "q4", "year")),
        ("党组织五星创评", "year"),
    }
    assert {state for year, _, _, state in states if year == 2026} == {
        "open",
        "computed",
        "fed_back",
        "final",
    }
    assert Cycle.objects.get(state="computed").scheme.name == "责任书考核（一家一策）"
    assert sorted(Objection.objects.values_list("state", flat=True)) == ["dismissed", "raised", "upheld"]
    for username, whom in (("liaison", "区财政局"), ("hood", "五龙村党总支")):
        seen = Result.objects.visible_to(User.objects.get(username=username)).current()
        assert any(str(row.whom) == whom for row in seen.select_related("unit", "party_org"))
    stars = Result.objects.current().filter(cycle__scheme__name="党组织五星创评", cycle__state="final")
    assert (stars.count(), Target.objects.filter(pledged_at=None).count()) == (30, 0)
