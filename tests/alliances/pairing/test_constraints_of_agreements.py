"""What the database holds of agreements and of pairings that came from a ledger, each by its name."""

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from alliances.models import (
    Agreement,
    Commitment,
    CommitmentRecord,
    Holding,
    Pairing,
    PairingRecord,
    Post,
    Programme,
)
from tests import factories as make
from tests.alliances.pairing.test_constraints import changed, held
from tests.alliances.pairing.world import rules_of

pytestmark = pytest.mark.django_db

FILES = ("test_constraints.py", "test_constraints_of_agreements.py")


def from_ledger(**terms):
    """In force, as a ledger brings it: agreed on paper, on a day, by nobody the portal knows."""
    agreed = {f"{side}_agreed_at": timezone.now() for side in ("host", "partner")}
    serial = Pairing.objects.count() + 1
    number = {"serial": serial, "number": f"朱泾-结-2026-{serial:04d}"}
    filed = {"state": "filed", "from_ledger": True, "filed_at": timezone.now(), "drafted_by": None}
    return make.PairingFactory(**{**filed, **agreed, **number, **terms})


def test_an_edition_is_kept_once():
    first = make.AgreementFactory()
    assert held(lambda: make.AgreementFactory(pairing=first.pairing)) == "agreement_edition_once"


def test_editions_are_counted_from_one():
    assert held(lambda: make.AgreementFactory(edition=0)) == "agreement_edition_from_one"


@pytest.mark.parametrize("values", [{"words": {"aim": "另写"}}, {"edition": 2}])
def test_what_an_edition_said_is_frozen(values):
    assert held(changed(make.AgreementFactory(), **values)) == "agreement_frozen"


def test_an_editions_file_is_given_once():
    row = make.AgreementFactory()
    changed(row, file=make.StoredFileFactory())()
    assert held(changed(row, file=make.StoredFileFactory())) == "agreement_frozen"


def test_where_a_pairing_came_from_does_not_change():
    assert held(changed(make.filed_pairing(), from_ledger=True)) == "pairing_origin_frozen"


def test_only_a_ledger_drafts_without_a_person():
    assert from_ledger().drafted_by is None
    assert held(lambda: make.PairingFactory(drafted_by=None)) == "pairing_drafted_by_somebody"


def test_what_comes_from_a_ledger_is_filed():
    assert held(lambda: make.PairingFactory(from_ledger=True)) == "pairing_from_ledger_is_filed"


def test_a_ledger_corrects_its_own_text_and_counts_the_version():
    pairing = from_ledger()
    changed(pairing, terms="另写", version=pairing.version + 1)()
    assert Pairing.objects.get(pk=pairing.pk).terms == "另写"
    assert held(changed(pairing, terms="再写")) == "pairing_text_frozen"


@pytest.mark.parametrize(
    ("limit", "shared", "moved", "name"),
    [
        ("most_per_host", "host", "partner", "pairing_within_host_limit"),
        ("most_per_partner", "partner", "host", "pairing_within_partner_limit"),
    ],
)
def test_a_ledgers_correction_keeps_to_the_limits_of_the_round(limit, shared, moved, name):
    first = from_ledger()
    other = from_ledger(programme=first.programme, **{moved: getattr(first, moved)})
    other_side = from_ledger(programme=first.programme)
    rules_of(first.programme, **{limit: 1})
    correction = {shared: getattr(first, shared), moved: getattr(other_side, moved), "version": 9}
    assert held(changed(other, **correction)) == name


def test_a_ledgers_correction_of_the_days_keeps_to_the_limits():
    first = from_ledger()
    later = {"from_on": dt.date(2027, 1, 1), "until_on": dt.date(2027, 12, 31)}
    after = from_ledger(programme=first.programme, host=first.host, **later)
    rules_of(first.programme, most_per_host=1)
    earlier = {"from_on": dt.date(2026, 12, 1), "version": 9}
    assert held(changed(after, **earlier)) == "pairing_within_host_limit"


@pytest.mark.parametrize(
    "model", [Programme, Post, Holding, Pairing, PairingRecord, Commitment, CommitmentRecord, Agreement]
)
def test_every_constraint_is_named_in_a_test(model):
    here = Path(__file__).parent
    said = "".join((here / file).read_text(encoding="utf-8") for file in FILES)
    said += said.replace("{side}", "host") + said.replace("{side}", "partner")
    assert [each.name for each in model._meta.constraints if each.name not in said] == []


def test_agreements_say_which_pairing_and_edition_they_are():
    edition, signed = make.AgreementFactory(), make.SignedAgreementFactory()
    assert str(edition) == f"{edition.pairing_id}: 第 1 版"
    assert str(signed) == f"{signed.pairing_id}: {signed.file}"
