"""The folder of what was made, and the periodic work on it."""

import datetime as dt
import errno
import os
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alliances.papers.actions import enter_document, remove_document
from portal.exports import jobs, shelf, tasks
from portal.exports.actions import retry
from portal.exports.models import KEPT_FOR
from portal.models import Export
from portal.outbox.actions import run_due
from tests import factories as make
from tests.access.world import picture
from tests.portal.exports.folders import made, opened

pytestmark = pytest.mark.django_db
BARE = {"parts": ["units"]}


def test_before_anything_was_made_there_is_nothing_to_sweep(clerk):
    assert shelf.sweep() == 0


def test_the_periodic_work_takes_away_what_is_too_old_and_what_was_left_behind(
    clerk, django_capture_on_commit_callbacks
):
    old, new = made(clerk, **BARE), made(clerk, **BARE)
    Export.objects.filter(pk=old.pk).update(made_at=timezone.now() - KEPT_FOR - dt.timedelta(seconds=1))
    left = new.on_disk.with_name("left.zip.part")
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.expire_old()
    assert list(new.on_disk.parent.iterdir()) == [new.on_disk]


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, jobs.DISK_FULL), (errno.EDQUOT, jobs.DISK_FULL), (errno.EIO, jobs.NOT_WRITTEN)],
)
def test_trouble_with_the_disk_is_told_from_trouble_with_the_storage(clerk, number, said):
    with mock.patch.object(os, "fsync", side_effect=OSError(number, os.strerror(number))):
        export = made(clerk, **BARE)
    assert (export.state, export.trouble) == ("failed", said)
    retry(export, by=clerk)
    run_due()
    assert Export.objects.get().state == "ready"


def test_what_was_removed_and_what_has_no_file_is_not_among_the_papers(clerk):
    for title in ("计划", "撤下的"):
        paper = make.DocumentFactory.build(region=make.street(), title=title, issued_on="2026-04-02")
        kept = enter_document(paper, by=clerk, upload=SimpleUploadedFile("计划.png", picture()))
    remove_document(kept, by=clerk)
    make.DocumentFactory(title="没有文件的", issued_on="2026-04-02")
    names = [name for name in opened(made(clerk, parts=["documents"])).namelist() if name.startswith("09")]
    assert names == ["09 文件/09-001 2026-04-02 计划.png"]
