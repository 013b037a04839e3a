"""Two people press at the same moment: one of them is told that it was done."""

import threading
from collections.abc import Callable
from unittest import mock

import pytest
from django.db import connection

from members.scope import forget_scope
from portal.ledgers.imports.actions import confirm, discard, take_back
from portal.models import Import
from portal.outbox.bell import BELL
from portal.refusals import Refusal
from portal.workflow.models import Step
from tests import factories as make
from tests.portal.ledgers.imports.wizard import UNIT_ROWS, brought_in, looked_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quiet_bell():
    with mock.patch.object(BELL, "ring"):
        yield


def together(acts: list[Callable[[], object]]) -> list[str]:
    """Run the acts in threads that start at once; the codes of what was refused."""
    start, codes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except Refusal as refused:
            codes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes


def two() -> list:
    people = [make.staff_of(), make.staff_of()]
    for person in people:
        forget_scope(person)
    return people


def test_two_confirmations_at_once_are_one(kinds):
    one, other = two()
    imp = looked_at({"成员单位": UNIT_ROWS}, one)
    assert together([lambda: confirm(imp, by=one), lambda: confirm(imp, by=other)]) == ["wrong_state"]
    assert Step.objects.about(imp).filter(verb="confirm").count() == 1


def test_confirming_and_discarding_at_once_is_one_of_them(kinds):
    one, other = two()
    imp = looked_at({"成员单位": UNIT_ROWS}, one)
    assert together([lambda: confirm(imp, by=one), lambda: discard(imp, by=other)]) == ["wrong_state"]
    assert Import.objects.get().state in ("importing", "discarded")


def test_two_who_take_it_back_at_once_do_it_once(kinds):
    one, other = two()
    imp = brought_in({"成员单位": UNIT_ROWS}, one)
    codes = together([lambda: take_back(imp, by=one), lambda: take_back(imp, by=other)])
    assert (codes, Import.objects.get().state) == (["wrong_state"], "undone")
