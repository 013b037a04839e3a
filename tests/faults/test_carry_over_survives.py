"""A year carried over by a worker that is killed when one list is written and the next is under way."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from portal.outbox import actions
from portal.outbox.bell import Bell
from projects.listings.models import Category, ListKind, Project, Resource
from projects.models import CarryOver
from projects.yearly.actions import start_carry_over
from tests import factories as make
from tests.faults import workers
from tests.racing import race, somebody_waits

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
NEXT = make.YEAR + 1


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[workers.Broker]:
    own = workers.Broker(tmp_path)
    monkeypatch.setattr(actions, "BELL", Bell(own.url))
    yield own
    own.program.kill()


def drafts() -> list[int]:
    return [model.objects.filter(year=NEXT).count() for model in (Resource, Project)]


def test_nothing_stays_half_done_and_the_next_worker_does_it_once(
    broker: workers.Broker, tmp_path: Path
) -> None:
    village, office = make.neighbourhood(), make.staff_of()
    project = make.ProjectFactory(unit=village)
    make.DraftResourceFactory(unit=village, state="closed", number="资", published_at=timezone.now())
    log, street, kinds = tmp_path / "worker.log", make.street(), [ListKind.RESOURCE, ListKind.PROJECT]
    start = partial(start_carry_over, street, from_year=make.YEAR, to_year=NEXT, kinds=kinds, by=office)
    with transaction.atomic():
        # Whoever makes the same category waits for this one: resources are written by then.
        Category.objects.create(region=street, list="project", year=NEXT, name=project.category.name)
        race([start])
        with workers.worker(broker.url, log):
            workers.wait_until(somebody_waits, seconds=60)
        transaction.set_rollback(True)
    assert drafts() == [0, 0]
    with workers.worker(broker.url, log, beat=True):
        workers.wait_until(lambda: CarryOver.objects.get().state == "done", seconds=120)
    assert drafts() == [1, 1]
