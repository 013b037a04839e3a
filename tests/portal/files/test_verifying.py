from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AbstractBaseUser, Group
from django.utils import timezone

from portal.files import actions, tasks
from portal.files.models import StoredFile
from tests.portal.files import samples


@pytest.fixture
def file(owner: AbstractBaseUser, matter: Group) -> StoredFile:
    return actions.store_upload(samples.upload(samples.PDF), by=owner, about=matter)


def test_a_file_as_it_was_stays_intact(file: StoredFile) -> None:
    tasks.verify_files()
    file.refresh_from_db()
    assert (file.is_intact, file.verified_at is None) == (True, False)


def test_one_changed_byte_is_found(file: StoredFile) -> None:
    file.on_disk.write_bytes(samples.PDF.replace(b"1.7", b"1.8"))
    actions.verify_files(seconds=10)
    file.refresh_from_db()
    assert file.is_intact is False


def test_a_missing_file_is_found(file: StoredFile) -> None:
    file.on_disk.unlink()
    actions.verify_files(seconds=10)
    file.refresh_from_db()
    assert file.is_intact is False


def test_a_file_is_read_back_once_a_day(file: StoredFile) -> None:
    assert [actions.verify_files(seconds=10), actions.verify_files(seconds=10)] == [1, 0]
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert actions.verify_files(seconds=10) == 1


def test_a_portion_ends_with_its_time(file: StoredFile) -> None:
    assert actions.verify_files(seconds=0) == 0
