from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Browse = Callable[[Any], Client]


@pytest.fixture
def signed_in(db: None) -> Browse:
    """A browser in which this person is signed in."""

    def browser(user: Any) -> Client:
        client = Client(headers={"x-forwarded-proto": "https"})
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser
