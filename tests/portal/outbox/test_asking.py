from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.outbox import actions
from portal.outbox.models import Outbox
from tests.portal.outbox.conftest import ask

pytestmark = pytest.mark.django_db(transaction=True)


def test_asking_outside_a_transaction_is_an_error(done: list[int]) -> None:
    with pytest.raises(TransactionManagementError):
        actions.enqueue("test", key="test:1", payload={})


def test_a_kind_nobody_handles_is_an_error() -> None:
    with pytest.raises(LookupError), transaction.atomic():
        actions.enqueue("nobody", key="test:1", payload={})


def test_a_rollback_leaves_nothing_to_do(done: list[int]) -> None:
    with transaction.atomic():
        actions.enqueue("test", key="test:1", payload={"number": 1})
        transaction.set_rollback(True)
    assert (actions.run_due(), done) == (0, [])


def test_the_same_key_twice_is_done_once(done: list[int]) -> None:
    ask(1)
    ask(1)
    assert (actions.run_due(), done) == (1, [1])


def test_a_key_that_is_done_is_not_done_again(done: list[int]) -> None:
    ask(1)
    actions.run_due()
    ask(1)
    assert (actions.run_due(), done) == (0, [1])


def test_a_job_waits_until_it_is_due(done: list[int]) -> None:
    due_at = timezone.now() + timedelta(minutes=10)
    with transaction.atomic():
        actions.enqueue("test", key="test:1", payload={"number": 1}, due_at=due_at)
    assert (actions.run_due(), actions.run_one("test:1")) == (0, False)
    with time_machine.travel(due_at):
        assert (actions.run_due(), done) == (1, [1])


def test_a_job_that_waits_can_be_withdrawn_and_asked_for_again(done: list[int]) -> None:
    ask(1)
    assert actions.cancel("test:1") is True
    assert actions.run_due() == 0
    ask(1)
    assert (actions.run_due(), done) == (1, [1])


def test_a_job_that_is_done_cannot_be_withdrawn(done: list[int]) -> None:
    ask(1)
    actions.run_due()
    assert actions.cancel("test:1") is False
    assert Outbox.objects.count() == 1
