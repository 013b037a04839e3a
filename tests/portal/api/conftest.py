from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from rest_framework.test import APIClient

from members.places.models import Region
from tests.portal.api.views import NumberingView


@pytest.fixture(autouse=True)
def _routes(urls_of_tests: None) -> None:
    """Every test here sees the routes of `tests.portal.api.urls`."""


@pytest.fixture
def urls_of_tests(settings) -> None:
    settings.ROOT_URLCONF = "tests.portal.api.urls"
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def user(db: None):
    return get_user_model().objects.create_user("office")


@pytest.fixture
def api(user) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def places(db: None) -> list[Region]:
    city = Region.objects.create(code="31", name="上海市", level="province")
    others = [Region(code=f"31{n:02}", name=f"市辖{n}", level="city", parent=city) for n in range(1, 5)]
    return [city, *Region.objects.bulk_create(others)]


@pytest.fixture
def numbering() -> Iterator[type[NumberingView]]:
    """Set `.hook` on what this gives; it is taken back afterwards."""
    before = NumberingView.hook
    yield NumberingView
    NumberingView.hook = staticmethod(before)
