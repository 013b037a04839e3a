from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group

from portal.files.access import FILE_ACCESS


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def owner(db: None) -> AbstractBaseUser:
    return get_user_model().objects.create_user(username="owner")


@pytest.fixture
def stranger(db: None) -> AbstractBaseUser:
    return get_user_model().objects.create_user(username="stranger")


@pytest.fixture
def matter(owner: AbstractBaseUser, monkeypatch: pytest.MonkeyPatch) -> Group:
    """A thing files can be about; its owner may see it."""
    monkeypatch.setitem(FILE_ACCESS._entries, "auth.group", (100, lambda user, thing: user == owner))
    return Group.objects.create(name="matter")
