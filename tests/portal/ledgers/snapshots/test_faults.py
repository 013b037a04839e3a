"""No room on the disk while a snapshot's workbook is written; two who press at once."""

import gc
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import Snapshot
from portal.refusals import Refusal
from portal.workbooks import answers
from portal.workbooks.answers import file_answer
from tests import factories as make
from tests.racing import race


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Temporary files lie on a device that is always full."""
    monkeypatch.setattr(answers, "TemporaryFile", lambda: open("/dev/full", "wb+", buffering=0))  # noqa: SIM115


@pytest.mark.django_db
@pytest.mark.usefixtures("full_disk")
@pytest.mark.filterwarnings("ignore:Exception ignored in.*ZipFile:pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_is_said_and_the_snapshot_stays_whole() -> None:
    office = make.staff_of()
    make.ProjectFactory(unit=make.neighbourhood())
    snapshot = make.SnapshotFactory(by=office)
    answer = browser(office).get(reverse("ledger_snapshot_workbook", args=[snapshot.pk]))
    assert (answer.status_code, "磁盘空间不足" in answer.content.decode()) == (409, True)
    assert Snapshot.objects.get().is_whole
    gc.collect()  # what the writer of workbooks left open complains now and not in another test


@pytest.mark.usefixtures("full_disk")
def test_so_is_one_that_is_full_at_the_last_byte() -> None:
    with pytest.raises(Refusal) as refused:
        file_answer("表", "csv", lambda file: file.write(b"1"))
    assert refused.value.code == "disk_full"


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_pressed_twice_at_once_takes_one_snapshot() -> None:
    office, url = make.staff_of(), reverse("ledger_snapshots")
    sent = {"region": make.street().pk, "year": make.YEAR, "title": "年报", "once": str(uuid4())}
    found = race([partial(browser(office).post, url, sent) for _ in range(2)])
    assert {answer["Location"] for answer in found} == {
        reverse("ledger_snapshot", args=[Snapshot.objects.get().pk])
    }


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_take_one_each_and_both_are_whole() -> None:
    make.ProjectFactory(unit=make.neighbourhood())
    sent = {"region": make.street().pk, "year": make.YEAR, "title": "年报"}
    people = [make.staff_of(), make.staff_of()]
    race([partial(browser(by).post, reverse("ledger_snapshots"), sent) for by in people])
    assert [each.is_whole for each in Snapshot.objects.all()] == [True, True]
