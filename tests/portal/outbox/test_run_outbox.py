"""`manage.py run_outbox --loop` as a process: told to end, it finishes its job and starts no other."""

import signal
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from portal.outbox.models import Outbox
from tests.faults import workers
from tests.racing import somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)
LOOP = [sys.executable, "manage.py", "run_outbox", "--loop", "60"]
UNREACHABLE = "redis://127.0.0.1:1/0"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_finishes_the_job_under_way_and_starts_no_other(tmp_path: Path, number) -> None:
    user_id = workers.person()
    workers.ask(range(2), user_id=user_id)
    log = tmp_path / "loop.log"
    with transaction.atomic():  # a notice cannot be written while its receiver's row is held
        get_user_model().objects.select_for_update().get(pk=user_id)
        loop = workers.Program(LOOP, log, workers.environment(UNREACHABLE))
        workers.wait_until(somebody_waits, seconds=60)
        loop.signal(number)
    assert (loop.process.wait(30), log.read_text(encoding="utf-8")) == (0, "")
    assert list(Outbox.objects.order_by("pk").values_list("state", flat=True)) == ["done", "pending"]


def test_told_to_end_while_it_sleeps_it_ends_at_once(tmp_path: Path) -> None:
    workers.ask(range(2), user_id=workers.person())
    loop = workers.Program(LOOP, tmp_path / "loop.log", workers.environment(UNREACHABLE))
    workers.wait_until(lambda: workers.states() == {"done": 2}, seconds=60)
    loop.signal(signal.SIGTERM)
    assert loop.process.wait(30) == 0
