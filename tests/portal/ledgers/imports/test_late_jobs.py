"""A job of an earlier round that comes late leaves the import to the job it waits for."""

import pytest

from portal.ledgers.imports.actions import try_again
from portal.ledgers.imports.jobs import payload_of, read_now
from portal.models import Import
from tests.portal.ledgers.imports.wizard import UNIT_ROWS, sent, worked

pytestmark = pytest.mark.django_db


def test_a_late_reading_of_the_round_before_does_nothing(clerk):
    imp = sent({"成员单位": UNIT_ROWS}, clerk)
    first = payload_of(imp, clerk)
    try_again(worked(imp), by=clerk)
    read_now(first)
    assert Import.objects.get().state == "reading"
    assert worked(imp).state == "ready"
