"""What a listing's page says, in words a person reads."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from projects.listings.facts import facts_of
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def test_moments_days_and_amounts_are_written_as_people_write_them() -> None:
    opens = dt.datetime(2026, 3, 1, 9, tzinfo=timezone.get_current_timezone())
    project = ProjectFactory(claim_opens_at=opens, due_on=dt.date(2026, 12, 31), budget=Decimal("86000.00"))
    said = dict(facts_of(project))
    labels = [project._meta.get_field(name).verbose_name for name in ("claim_opens_at", "due_on", "budget")]
    assert [said[label] for label in labels] == ["2026-03-01 09:00", "2026-12-31", "86,000"]
