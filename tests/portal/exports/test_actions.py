"""Asking, retrying, downloading, expiring: who may, what is refused, and what is left on the disk."""

import datetime as dt
import errno
import os
from unittest import mock

import pytest
from django.utils import timezone

from portal.exports import jobs, shelf
from portal.exports.actions import expire_old, given_up, note_download, retry
from portal.inbox.models import Notice
from portal.models import Export, Outbox, Step
from portal.outbox.actions import run_due
from portal.refusals import Forbidden, Refusal
from tests import factories as make
from tests.portal.exports.folders import asked, made

pytestmark = pytest.mark.django_db
BARE = {"parts": ["units"]}


class KilledError(Exception):
    """Stands for a worker that dies: nobody catches it."""


def on_the_shelf(settings) -> list[str]:
    folder = settings.MEDIA_ROOT / shelf.FOLDER
    return sorted(f"exports/{file.name}" for file in folder.iterdir()) if folder.is_dir() else []


def test_what_was_made_lies_there_and_its_asker_is_told(clerk, settings):
    export = made(clerk, **BARE)
    assert (export.state, on_the_shelf(settings), export.size) == (
        "ready",
        [export.path],
        export.on_disk.stat().st_size,
    )
    run_due()
    assert [(each.recipient, each.title) for each in Notice.objects.all()] == [
        (clerk, "迎检台账 2026 年第二季度：可下载")
    ]


def test_supervisors_may_and_liaisons_may_not(clerk):
    supervisor = make.appoint(make.UserFactory(), "supervisor", region=make.district())
    assert made(supervisor, **BARE).state == "ready"
    with pytest.raises(Forbidden):
        asked(make.liaison_of(make.member()), **BARE)


def test_contacts_are_for_reviewers_who_say_what_for(clerk):
    handler = make.appoint(make.UserFactory(), "handler", region=make.street())
    with pytest.raises(Forbidden):
        asked(handler, personal=True, reason="上级检查", **BARE)
    with pytest.raises(Refusal, match="用途"):
        asked(clerk, personal=True, reason="查", **BARE)
    assert Export.objects.count() == 0


def test_what_would_be_too_large_is_said_before_anything_is_made(clerk, settings):
    settings.EXPORT_LIMIT = 1000
    with pytest.raises(Refusal, match="缩短期间") as refused:
        asked(clerk, **BARE)
    assert (refused.value.code, Export.objects.count(), Outbox.objects.count()) == ("too_large", 0, 0)


def test_a_full_disk_leaves_a_sentence_and_no_part(clerk, settings):
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with mock.patch.object(os, "fsync", side_effect=full):
        export = made(clerk, **BARE)
    assert (export.state, export.trouble, on_the_shelf(settings)) == ("failed", jobs.DISK_FULL, [])
    retry(export, by=clerk)
    run_due()
    assert Export.objects.get().state == "ready"


def test_a_worker_that_dies_in_the_middle_leaves_nothing_and_the_next_goes_on(clerk, settings):
    with mock.patch.object(os, "replace", side_effect=KilledError):
        export = made(clerk, **BARE)
    assert (export.state, on_the_shelf(settings)) == ("making", [])
    Outbox.objects.update(due_at=timezone.now())
    run_due()
    export.refresh_from_db()
    assert (export.state, on_the_shelf(settings)) == ("ready", [export.path])


def test_a_job_that_runs_twice_makes_one_file(clerk, settings):
    export = asked(clerk, **BARE)
    payload = jobs.payload_of(export)
    run_due()
    jobs.make_now(payload)
    assert len(on_the_shelf(settings)) == 1


def test_a_job_for_an_export_that_is_gone_does_nothing(db):
    jobs.make_now({"export": 1, "version": 1})
    assert Export.objects.count() == 0


def test_a_job_that_was_given_up_is_seen_and_tried_again(clerk):
    export = asked(clerk, **BARE)
    Outbox.objects.update(state="dead")
    assert given_up(export)
    again = retry(export, by=clerk)
    run_due()
    assert (given_up(again), Export.objects.get().state) == (False, "ready")


def test_what_is_being_made_is_not_made_twice(clerk):
    with pytest.raises(Refusal) as refused:
        retry(asked(clerk, **BARE), by=clerk)
    assert refused.value.code == "wrong_state"


def test_whoever_lost_the_right_meanwhile_gets_nothing(clerk, settings):
    asked(clerk, **BARE)
    clerk.appointments.update(until_on="2020-12-31")
    run_due()
    assert (Export.objects.get().state, on_the_shelf(settings)) == ("failed", [])


def test_each_download_is_written_down(clerk):
    export = made(clerk, **BARE)
    note_download(export, by=clerk)
    assert [(step.verb, step.by) for step in Step.objects.about(export).order_by("pk")] == [
        ("create", clerk),
        ("finish", None),
        ("download", clerk),
    ]


def test_nobody_else_of_the_office_may_download_it(clerk):
    with pytest.raises(Forbidden):
        note_download(
            made(clerk, **BARE), by=make.appoint(make.UserFactory(), "reviewer", region=make.street())
        )


def test_after_thirty_days_the_file_goes_and_the_row_stays(
    clerk, settings, django_capture_on_commit_callbacks
):
    old, new = made(clerk, **BARE), made(clerk, **BARE)
    Export.objects.filter(pk=old.pk).update(made_at=timezone.now() - dt.timedelta(days=30, seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert expire_old() == 1
    assert on_the_shelf(settings) == [new.path]
    with pytest.raises(Refusal):
        note_download(Export.objects.get(pk=old.pk), by=clerk)


def test_what_killed_jobs_left_behind_is_swept_up(clerk, settings):
    export = made(clerk, **BARE)
    for name, age in (("left.zip.part", 7200), ("orphan.zip", 7200), ("new.zip.part", 60)):
        file = settings.MEDIA_ROOT / shelf.FOLDER / name
        file.write_bytes(b"half")
        os.utime(file, (file.stat().st_mtime - age,) * 2)
    os.utime(export.on_disk, (0, 0))
    assert (shelf.sweep(), on_the_shelf(settings)) == (2, sorted([export.path, "exports/new.zip.part"]))
