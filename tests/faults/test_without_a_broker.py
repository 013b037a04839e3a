"""The broker is killed, flushed or hangs: pages and claims do not notice, every job is done in the end."""

import uuid
from functools import partial

import pytest

from projects.models import Claim
from tests import factories as make
from tests.faults import portals, workers
from tests.faults.breaking import RECOVERY, flush, hang, kill, mend
from tests.faults.portals import Crowd, Task
from tests.scenarios.crowd import caller

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
ROUNDS, TASKS_A_ROUND, CLIENTS = 60, 4, 4
WARM, QUIET = 5 * TASKS_A_ROUND, 20 * TASKS_A_ROUND
REACH = 1.5
"""Seconds that 95 in 100 requests take at most."""


def a_days_work(base: str) -> list[Task]:
    """In turn a claim, an approval that tells somebody by a job, and two pages."""
    office = make.staff_of()
    clerk, reader = caller(base, office), portals.visitor(base, office)
    tasks: list[Task] = []
    for number in range(ROUNDS):
        unit = make.member(f"认领单位{number}")
        tasks.append(claiming(caller(base, make.liaison_of(unit)), make.ProjectFactory().pk, unit.pk))
        applied = make.EnrolmentFactory(state="applied")
        make.AppointmentFactory(role="liaison", region=None, enrolment=applied)
        tasks.append(partial(clerk.post, f"enrolments/{applied.pk}/approve", {}))
        tasks += [partial(reader.get, "/"), partial(reader.get, "/hall/")]
    return tasks


def claiming(who, project: int, unit: int) -> Task:
    return partial(who.post, f"projects/{project}/claims", {"unit": unit}, key=str(uuid.uuid4()))


def all_is_told() -> bool:
    return workers.states() == {"done": ROUNDS} and workers.effects() == (ROUNDS, ROUNDS)


@pytest.mark.parametrize("fault", [kill, flush, hang])
def test_pages_and_claims_go_on_and_no_job_is_lost(fault, broker, tmp_path, note):
    first, quiet, troubled = Crowd(), Crowd(), Crowd()
    with portals.web(broker.url, tmp_path / "web.log") as base:
        tasks = a_days_work(base)
        with workers.worker(broker.url, tmp_path / "worker.log", beat=True):
            first.do_all(tasks[:WARM], CLIENTS)
            quiet.do_all(tasks[WARM:QUIET], CLIENTS)
            fault(broker)
            troubled.do_all(tasks[QUIET:], CLIENTS)
            mend(broker)
            workers.wait_until(all_is_told, seconds=RECOVERY)
    p95 = [f"{crowd.slowest_twentieth * 1000:.0f} ms" for crowd in (quiet, troubled)]
    note(f"broker: {fault.__name__}, p95 before and during", p95)
    assert {status for status, _ in first.answers + quiet.answers + troubled.answers} == {200, 201}
    assert (troubled.unanswered, Claim.objects.holding().count()) == (0, ROUNDS)
    assert troubled.slowest_twentieth < REACH
