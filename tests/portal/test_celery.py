"""The Celery application with a real worker and a broker of its own."""

from pathlib import Path

import pytest

from portal.outbox.models import Heartbeat
from tests.faults import workers

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_is_heard_of_as_soon_as_it_is_up_and_ends_when_asked(tmp_path: Path) -> None:
    broker = workers.Broker(tmp_path)
    try:
        with workers.worker(broker.url, tmp_path / "worker.log") as running:
            workers.wait_until(lambda: Heartbeat.objects.filter(name="canary").exists(), seconds=30)
            running.process.terminate()
            assert running.process.wait(30) == 0
    finally:
        broker.program.kill()
