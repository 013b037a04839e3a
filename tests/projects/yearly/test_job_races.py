"""Two at the same moment: one carry-over, each entry once."""

from unittest import mock

import pytest

from portal.outbox.actions import run_one
from portal.outbox.bell import BELL
from projects.listings.models import Project
from projects.models import CarryOver
from tests import factories as make
from tests.projects.yearly.conftest import NEXT
from tests.projects.yearly.test_job import start
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quiet_bell():
    with mock.patch.object(BELL, "ring"):
        yield


def test_two_who_press_at_once_begin_one(project) -> None:
    people = [make.staff_of(), make.staff_of()]
    answers = race([lambda by=by: start(by) for by in people])
    assert sorted(map(str, answers))[0] == "carry_over_running"
    assert CarryOver.objects.count() == 1


def test_two_workers_do_it_once(office, project) -> None:
    asked = start(office)
    race([lambda: run_one(asked.job_key)] * 2)
    assert (CarryOver.objects.get().state, Project.objects.filter(year=NEXT).count()) == ("done", 1)
