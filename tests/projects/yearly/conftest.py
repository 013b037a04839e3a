"""Last year's list in 朱泾镇, published, and the office that takes it over."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from tests import factories as make

LAST, NEXT = make.YEAR, make.YEAR + 1


@pytest.fixture
def project(village):
    """亮灯工程 of last year with a target, a 村居, a day and a budget."""
    made = make.ProjectFactory(
        unit=village, title="亮灯工程", due_on=dt.date(LAST, 12, 31), budget=Decimal(3000), capacity=2
    )
    made.neighbourhoods.add(village)
    make.TargetFactory(project=made)
    return made


@pytest.fixture
def signed_in():
    """A browser in which this user has signed in."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
