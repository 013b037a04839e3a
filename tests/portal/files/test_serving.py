import pytest
from django.contrib.auth.models import AbstractBaseUser, Group
from django.test import Client
from django.urls import reverse

from portal.files import actions
from portal.files.access import FILE_ACCESS, may_see
from portal.files.models import StoredFile
from tests.portal.files import samples


@pytest.fixture
def photo(owner: AbstractBaseUser, matter: Group) -> StoredFile:
    return actions.store_upload(samples.upload(samples.photo()), by=owner, about=matter)


@pytest.fixture
def document(owner: AbstractBaseUser, matter: Group) -> StoredFile:
    upload = samples.upload(samples.PDF, '通知 "一".pdf')
    return actions.store_upload(upload, by=owner, about=matter)


def get(client: Client, user: AbstractBaseUser | None, file: StoredFile):
    if user:
        client.force_login(user)
    return client.get(reverse("stored_file", args=[file.pk]))


def test_a_photo_opens_in_the_browser(client: Client, owner: AbstractBaseUser, photo: StoredFile) -> None:
    response = get(client, owner, photo)
    assert b"".join(response) == photo.on_disk.read_bytes()
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline;")


def test_a_document_is_downloaded_under_its_own_name(
    client: Client, owner: AbstractBaseUser, document: StoredFile
) -> None:
    response = get(client, owner, document)
    assert b"".join(response) == samples.PDF
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E9%80%9A%E7%9F%A5%20%22%E4%B8%80%22.pdf"
    )


def test_nothing_in_a_file_can_run_as_a_page_of_ours(
    client: Client, owner: AbstractBaseUser, document: StoredFile
) -> None:
    response = get(client, owner, document)
    response.close()
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"


def test_a_stranger_finds_nothing(client: Client, stranger: AbstractBaseUser, photo: StoredFile) -> None:
    assert get(client, stranger, photo).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client: Client, photo: StoredFile) -> None:
    assert get(client, None, photo).status_code == 302


def test_a_file_about_something_gone_is_nobodys(
    owner: AbstractBaseUser, matter: Group, photo: StoredFile
) -> None:
    matter.delete()
    assert may_see(owner, StoredFile.objects.get(pk=photo.pk)) is False


def test_without_a_rule_for_its_model_nobody_sees_a_file(
    owner: AbstractBaseUser, photo: StoredFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(FILE_ACCESS._entries, "auth.group")
    assert may_see(owner, photo) is False


def test_bytes_that_are_lost_are_not_found(
    client: Client, owner: AbstractBaseUser, photo: StoredFile
) -> None:
    photo.on_disk.unlink()
    assert get(client, owner, photo).status_code == 404


def test_a_file_can_only_be_fetched(client: Client, owner: AbstractBaseUser, photo: StoredFile) -> None:
    client.force_login(owner)
    assert client.post(reverse("stored_file", args=[photo.pk])).status_code == 405
