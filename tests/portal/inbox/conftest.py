from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from portal.inbox import todos


@pytest.fixture
def liaison(db: None) -> Any:
    return get_user_model().objects.create(username="liaison")


@pytest.fixture
def signed_in(liaison: Any) -> Client:
    client = Client()
    client.force_login(liaison)
    return client


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> todos.Registry[todos.TodoSource]:
    """An empty registry of to-dos in place of the one the apps filled."""
    empty: todos.Registry[todos.TodoSource] = todos.Registry("source of to-dos")
    monkeypatch.setattr(todos, "TODO_SOURCES", empty)
    return empty
