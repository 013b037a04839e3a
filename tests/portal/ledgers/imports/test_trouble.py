"""Killed in the middle, two at once, a file that is gone: nothing half done, and somebody is told."""

from unittest import mock

import pytest
from django.utils import timezone

from portal.inbox.models import Notice
from portal.ledgers import taking
from portal.ledgers.imports import jobs
from portal.ledgers.imports.actions import confirm, discard, given_up, try_again
from portal.models import Import, ImportedRow, Outbox, Progress
from portal.outbox.actions import run_due
from projects.models import Project
from tests import factories as make
from tests.portal.ledgers.importing import door_held
from tests.portal.ledgers.imports.wizard import UNIT_ROWS, looked_at, project_rows, sent, worked

pytestmark = pytest.mark.django_db
TABS = {"成员单位": UNIT_ROWS, "项目清单": project_rows("亮灯工程")}


def due_again() -> None:
    Outbox.objects.update(due_at=timezone.now())


class KilledError(Exception):
    """Stands for a worker that dies: nobody catches it."""


def test_a_worker_that_dies_in_the_middle_leaves_nothing_and_the_next_goes_on(clerk):
    imp = confirm(looked_at(TABS, clerk), by=clerk)
    with mock.patch.object(jobs, "told_of", side_effect=KilledError):
        run_due()
    assert (Import.objects.get().state, Project.objects.count(), ImportedRow.objects.count()) == (
        "importing",
        0,
        0,
    )
    due_again()
    assert (worked(imp).state, Project.objects.count()) == ("imported", 1)


def test_a_job_that_runs_twice_does_its_work_once(clerk):
    imp = confirm(looked_at(TABS, clerk), by=clerk)
    payload = jobs.payload_of(imp, clerk)
    worked(imp)
    jobs.bring_in_now(payload)
    jobs.read_now(payload)
    assert (Import.objects.get().state, Project.objects.count()) == ("imported", 1)


def test_a_job_for_an_import_that_is_gone_does_nothing(clerk):
    jobs.read_now({"import": 1, "version": 1, "by": clerk.pk})
    assert Import.objects.count() == 0


def test_a_job_that_was_given_up_is_seen_and_tried_again(clerk):
    imp = sent(TABS, clerk)
    Outbox.objects.update(state="dead")
    assert given_up(imp)
    again = try_again(imp, by=clerk)
    assert (again.state, given_up(again), worked(again).state) == ("reading", False, "ready")


def test_an_import_whose_job_was_given_up_can_be_discarded(clerk):
    imp = sent(TABS, clerk)
    Outbox.objects.update(state="dead")
    assert discard(imp, by=clerk).state == "discarded"


def test_a_file_that_is_gone_is_said(clerk):
    imp = sent(TABS, clerk)
    imp.file.on_disk.unlink()
    failed = worked(imp)
    assert (failed.state, failed.trouble) == ("failed", jobs.NO_FILE)


def test_whoever_lost_the_right_meanwhile_does_not_import(clerk):
    imp = confirm(looked_at(TABS, clerk), by=clerk)
    clerk.appointments.update(until_on="2020-12-31")
    assert (worked(imp).state, Project.objects.count()) == ("failed", 0)


def test_while_another_ledger_of_the_street_comes_in_the_job_waits_its_turn(clerk, monkeypatch):
    monkeypatch.setattr(taking, "WAITS", "50ms")
    imp = sent(TABS, clerk)
    with door_held(make.street()):
        assert worked(imp).state == "reading"
    due_again()
    assert worked(imp).state == "ready"


def test_two_imports_of_one_street_come_in_one_after_the_other(clerk):
    first, second = looked_at(TABS, clerk), looked_at(TABS, clerk)
    confirm(first, by=clerk), confirm(second, by=clerk)
    run_due()
    counts = [imp.result["sheets"][1]["counts"] for imp in Import.objects.order_by("pk")]
    assert [(count["created"], count["unchanged"]) for count in counts] == [(1, 0), (0, 1)]


def test_how_far_it_is_can_be_seen_while_it_runs_and_not_after(clerk, monkeypatch):
    seen = []

    def told(taken, intake):
        seen.append(Progress.objects.values_list("key", "said").get())
        return told_of(taken, intake)

    told_of = jobs.told_of
    monkeypatch.setattr(jobs, "told_of", told)
    imp = looked_at(TABS, clerk)
    assert [key for key, _ in seen] == [f"import:{imp.pk}"]
    assert Progress.objects.count() == 0


def test_whoever_waited_long_is_told(clerk, monkeypatch):
    monkeypatch.setattr(jobs, "WORTH_A_NOTICE", jobs.dt.timedelta(0))
    looked_at(TABS, clerk)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.title) == (clerk, "2026 年度台账导入：待确认")
