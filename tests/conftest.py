"""Brings up the servers of the run before anything reads the settings, and gives tests their database.

This has to happen while the module is read: conftest files below import models, and with them the settings.
"""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import ExitStack

import django
import pytest
import time_machine
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from portal.runtime.throwaway import throwaway_servers

servers = ExitStack()
if "PYTEST_XDIST_WORKER" not in os.environ:  # workers inherit what the first process started
    os.environ.update(servers.enter_context(throwaway_servers()))
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs a loop in the thread of the test
django.setup()

from tests import databases, factories  # noqa: E402 -- they need the settings


def pytest_unconfigure() -> None:
    servers.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        databases.use_a_copy(os.environ.get("PYTEST_XDIST_WORKER", "main"))


@pytest.fixture
def kinds(db: None) -> None:
    """Whatever ran before, the kinds of units are those that a fresh database has."""
    factories.first_kinds()


@pytest.fixture
def in_the_year() -> Iterator[None]:
    """Today is in the year that things in tests belong to: work of a year that is closed is refused."""
    autumn = dt.datetime(factories.YEAR, 11, 20, 9, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(autumn):
        yield
