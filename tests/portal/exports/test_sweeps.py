"""Two sweeps at once take what is too old away once."""

import datetime as dt
from unittest import mock

import pytest
from django.utils import timezone

from portal.exports import actions
from portal.exports.models import KEPT_FOR
from portal.models import Export, Step
from portal.outbox.bell import BELL
from tests.portal.exports.folders import made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quiet_bell():
    with mock.patch.object(BELL, "ring"):
        yield


def test_what_another_sweep_took_away_meanwhile_is_not_counted_again(clerk, monkeypatch):
    for _ in range(2):
        made(clerk, parts=["units"])
    Export.objects.update(made_at=timezone.now() - KEPT_FOR - dt.timedelta(seconds=1))
    others: list[int] = []
    monkeypatch.setattr(actions, "take_away", lambda export: others.append(actions.expire_old()))
    assert (actions.expire_old(), sorted(others)) == (1, [0, 1])
    assert Step.objects.filter(verb="expire").count() == 2
