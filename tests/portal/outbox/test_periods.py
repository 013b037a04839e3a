import threading

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from portal.outbox.models import PeriodRun
from portal.outbox.periods import once_per
from tests.portal.outbox.conftest import in_thread

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_period_is_somebodys_once() -> None:
    with transaction.atomic():
        assert [once_per("duties", "2026-11"), once_per("duties", "2026-11")] == [True, False]
        assert once_per("duties", "2026-12") is True


def test_a_rollback_gives_the_period_back() -> None:
    with transaction.atomic():
        once_per("duties", "2026-11")
        transaction.set_rollback(True)
    with transaction.atomic():
        assert once_per("duties", "2026-11") is True


def test_of_two_schedulers_at_once_one_does_the_work() -> None:
    together, won = threading.Barrier(2), []

    def schedule() -> None:
        together.wait(10)
        with transaction.atomic():
            won.append(once_per("duties", "2026-11"))

    for scheduler in [in_thread(schedule), in_thread(schedule)]:
        scheduler.join()
    assert (sorted(won), PeriodRun.objects.count()) == ([False, True], 1)


def test_asking_outside_a_transaction_is_an_error() -> None:
    with pytest.raises(TransactionManagementError):
        once_per("duties", "2026-11")
