"""PostgreSQL stopped at once again and again while units claim: nothing half done, no restart."""

import json
import time
import uuid
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import Count
from pytest_django.plugin import DjangoDbBlocker

from members.models import Unit
from portal.api.models import IdempotencyKey
from portal.audit.models import AuditEntry
from portal.runtime.children import wait_until
from portal.runtime.postgres import Postgres
from portal.runtime.processes import WEB_WORKERS
from portal.workflow.models import Step
from projects.models import Claim, Project
from tests import factories as make
from tests.faults import portals, workers
from tests.faults.portals import Crowd, Task
from tests.scenarios.crowd import Caller, caller

pytestmark = pytest.mark.faults
STOPS, CLIENTS = 20, 8
UNITS, PROJECTS, CAPACITY = 40, 200, 30
BACK_WITHIN = 10
"""Seconds from the moment PostgreSQL accepts connections again until a claim succeeds."""


@pytest.fixture
def cluster(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Postgres]:
    with django_db_blocker.unblock(), portals.own_postgres(tmp_path) as own:
        yield own


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[workers.Broker]:
    own = workers.Broker(tmp_path)
    yield own
    own.program.kill()


def claims_to_make(base: str) -> Iterator[Task]:
    """Each unit on each project, each request with a key of its own; too many units for each project."""
    units = [make.member(f"认领单位{number}") for number in range(UNITS)]
    people = [(unit, caller(base, make.liaison_of(unit))) for unit in units]
    projects = make.ProjectFactory.create_batch(PROJECTS, unit=make.neighbourhood(), capacity=CAPACITY)
    return iter([claiming(project, unit, who) for project, (unit, who) in product(projects, people)])


def claiming(project: Project, unit: Unit, who: Caller) -> Task:
    sent = {"unit": unit.pk, "part": "partner"}
    return partial(who.post, f"projects/{project.pk}/claims", sent, key=str(uuid.uuid4()))


def stop_and_return(cluster: Postgres, crowd: Crowd) -> tuple[float, float]:
    """Seconds until somebody is answered again: from the stop, and from when PostgreSQL is back."""
    busy = len(crowd.answers) + CLIENTS
    wait_until(lambda: len(crowd.answers) >= busy, seconds=60, what="claims")
    stopped = time.monotonic()
    portals.stop_at_once(cluster)
    answered = len(crowd.answers)
    cluster.start()
    ready = time.monotonic()
    wait_until(lambda: len(crowd.answers) > answered, seconds=60, what="a claim")
    return time.monotonic() - stopped, time.monotonic() - ready


def half_done() -> dict[str, set[int]]:
    """What is there without what belongs to it, all of it seen at one moment."""
    connection.close()  # the server it led to is gone
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        claims = set(Claim.objects.values_list("pk", flat=True))
        found = {
            "claims and steps": claims ^ of_steps(),
            "claims and audit entries": claims ^ of_audit(),
            "claims and answers kept": claims ^ of_answers_kept(),
            "projects whose count is wrong": miscounted(),
        }
    return {what: which for what, which in found.items() if which}


def of_steps() -> set[int]:
    return set(Step.objects.filter(subject_kind="claim").values_list("subject_id", flat=True))


def of_audit() -> set[int]:
    entered = AuditEntry.objects.filter(table_name="projects_claim", operation="INSERT")
    return {int(row) for row in entered.values_list("row_id", flat=True)}


def of_answers_kept() -> set[int]:
    return {json.loads(bytes(kept))["id"] for kept in IdempotencyKey.objects.values_list("answer", flat=True)}


def miscounted() -> set[int]:
    held = dict(Claim.objects.holding().values_list("project").annotate(Count("pk")))
    projects = Project.objects.values_list("pk", "claimed")
    return {pk for pk, claimed in projects if claimed != held.get(pk, 0) or claimed > CAPACITY}


def test_nothing_is_half_done_when_postgresql_stops_under_claims(cluster, broker, tmp_path, note):
    log, crowd, found = tmp_path / "web.log", Crowd(), []
    with portals.web(broker.url, log) as base:
        with crowd.busy(claims_to_make(base), CLIENTS):
            for _ in range(STOPS):
                found.append(stop_and_return(cluster, crowd))
                assert half_done() == {}
        assert portals.starts_of_workers(log) == WEB_WORKERS
    outages, returns = zip(*found, strict=True)
    note("seconds from the stop to the next answer", [round(each, 1) for each in outages])
    note("of them after PostgreSQL was back", [round(each, 1) for each in returns])
    note("claims answered, requests not answered", (len(crowd.answers), crowd.unanswered))
    assert half_done() == {}
    made = [body["id"] for status, body in crowd.answers if status == 201]
    assert sorted(made) == sorted(Claim.objects.values_list("pk", flat=True))
    assert max(returns) <= BACK_WITHIN
