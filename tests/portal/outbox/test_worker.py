"""One real worker, one real broker: a nudge arrives, and a worker that is killed loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.outbox import actions
from portal.outbox.bell import Bell
from portal.outbox.models import Outbox
from tests.faults import workers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A broker of this test's own: other tests' workers would take its messages."""
    own = workers.Broker(tmp_path)
    monkeypatch.setattr(actions, "BELL", Bell(own.url))
    yield own.url
    own.program.kill()


def test_a_killed_worker_loses_and_doubles_nothing(broker: str, tmp_path: Path) -> None:
    user_id = workers.person()
    with workers.worker(broker, tmp_path / "worker.log") as worker:
        workers.ask(range(200), user_id=user_id)
        workers.wait_until(lambda: Outbox.objects.filter(state="done").count() >= 20, seconds=30)
        worker.kill()
    workers.ask(range(200, 210), user_id=user_id)
    Outbox.objects.pending().update(due_at="2026-01-01T00:00Z")  # what the killed worker had begun
    actions.run_due()
    assert (workers.states(), workers.effects()) == ({"done": 210}, (210, 210))
