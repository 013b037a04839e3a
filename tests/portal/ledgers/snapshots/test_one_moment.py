"""A snapshot is of one moment, whatever is written while its ledgers are read one after another."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from members.models import Unit
from portal.ledgers.snapshots import freezing
from portal.ledgers.snapshots.actions import take_snapshot
from portal.ledgers.snapshots.freezing import frozen_sheets
from portal.ledgers.snapshots.steady import read_at_one_moment
from projects.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def village():
    """It publishes in two lists, and takes part: its name stands on three sheets."""
    unit = make.neighbourhood()
    project = make.ProjectFactory(unit=unit)
    make.DraftResourceFactory(unit=unit, state="closed", number="资", published_at=project.published_at)
    return unit


@pytest.fixture
def _renamed_in_the_middle(village, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first ledger that names the village, somebody else renames it and commits."""
    freeze = freezing._frozen

    def frozen(sheet) -> dict:
        found = freeze(sheet)
        if village.name in str(found):
            elsewhere(lambda: Unit.objects.filter(pk=village.pk).update(name="新五龙村"))
        return found

    monkeypatch.setattr(freezing, "_frozen", frozen)


def elsewhere(act) -> None:
    """Over a second connection, committed before this returns."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as other:
        other.submit(run).result()


def names(sheets: list[dict]) -> set[str]:
    said = str(sheets)
    return {name for name in ("'五龙村'", "'新五龙村'") if name in said}


@pytest.mark.usefixtures("_renamed_in_the_middle")
def test_a_write_in_the_middle_is_not_in_it() -> None:
    taken = take_snapshot(make.street(), year=make.YEAR, title="三季度", by=make.staff_of())
    assert names(taken.sheets) == {"'五龙村'"}
    assert Unit.objects.filter(name="新五龙村").exists()


@pytest.mark.usefixtures("_renamed_in_the_middle")
def test_control_at_read_committed_the_same_reading_mixes_both() -> None:
    with transaction.atomic():
        assert names(frozen_sheets(make.street(), make.YEAR)) == {"'五龙村'", "'新五龙村'"}


@pytest.mark.usefixtures("_renamed_in_the_middle")
def test_within_a_transaction_that_has_read_already_it_is_of_one_moment_too() -> None:
    with transaction.atomic():
        assert Project.objects.exists()
        taken = take_snapshot(make.street(), year=make.YEAR, title="三季度", by=make.staff_of())
        assert names(taken.sheets) == {"'五龙村'"}


def test_what_fails_within_is_told() -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        read_at_one_moment(fail)


def test_what_reads_writes_nothing(village) -> None:
    with pytest.raises(DatabaseError, match="read-only transaction"):
        read_at_one_moment(lambda: Unit.objects.update(name="改"))
