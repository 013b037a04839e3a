"""The folder's zip is written to a disk that really is full: the operating system says so, no stand-in."""

import secrets
from pathlib import Path

import pytest

from portal.exports import jobs, shelf
from portal.exports.actions import retry
from portal.models import Export
from portal.outbox.actions import run_due
from tests.portal.exports.folders import asked

pytestmark = pytest.mark.django_db
NAME = "0" * 64


@pytest.fixture
def full_disk(settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The part of the zip lies on a device that is always full."""
    folder = settings.MEDIA_ROOT / shelf.FOLDER
    folder.mkdir()
    part = folder / f"{NAME}.zip{shelf.PART_ENDING}"
    part.symlink_to("/dev/full")
    monkeypatch.setattr(secrets, "token_hex", lambda length: NAME)
    return folder


def test_a_full_disk_ends_in_a_sentence_and_leaves_no_part(clerk, claim, full_disk) -> None:
    export = asked(clerk)
    run_due()
    export.refresh_from_db()
    assert (export.state, export.trouble, list(full_disk.iterdir())) == ("failed", jobs.DISK_FULL, [])


def test_once_there_is_room_it_is_made(clerk, claim, full_disk) -> None:
    asked(clerk)
    run_due()
    retry(Export.objects.get(), by=clerk)
    run_due()
    assert Export.objects.get().state == "ready"
