"""Two at the same moment: one file, one retry."""

from unittest import mock

import pytest

from portal.exports import jobs, shelf
from portal.exports.actions import retry
from portal.models import Export, Outbox
from portal.outbox.actions import run_one
from portal.outbox.bell import BELL
from tests.portal.exports.folders import asked
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quiet_bell():
    with mock.patch.object(BELL, "ring"):
        yield


def test_two_who_try_again_have_it_made_once(clerk):
    export = asked(clerk, parts=["units"])
    Export.objects.update(state="failed", trouble="磁盘空间不足")
    codes = [
        found if isinstance(found, str) else "done" for found in race([lambda: retry(export, by=clerk)] * 2)
    ]
    assert (sorted(codes), Outbox.objects.filter(kind=jobs.MAKE).count()) == (["done", "wrong_state"], 2)


def test_two_workers_make_one_file(clerk, settings):
    export = asked(clerk, parts=["units"])
    race([lambda: run_one(jobs.job_key(export))] * 2)
    files = list((settings.MEDIA_ROOT / shelf.FOLDER).iterdir())
    assert (Export.objects.get().state, len(files)) == ("ready", 1)
