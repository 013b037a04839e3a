"""What the form of an inspection folder takes, at its edges."""

import datetime as dt

import pytest

from portal.exports.inspection.forms import MOST_DAYS, InspectionForm
from portal.exports.inspection.parts import FOLDER_PARTS, chosen_parts
from tests import factories as make

pytestmark = pytest.mark.django_db


def form(clerk, **sent) -> InspectionForm:
    return InspectionForm(sent, region=make.street(), user=clerk)


def days(clerk, since: str, until: str) -> InspectionForm:
    return form(clerk, span="days", since=since, until=until)


def test_where_no_part_is_named_all_are_in_and_no_unit_means_all(clerk):
    asked = form(clerk, span="year", year=2026)
    assert asked.is_valid()
    assert (set(asked.options["parts"]), asked.options["units"]) == (set(FOLDER_PARTS.names()), None)


def test_a_period_may_be_one_day_or_three_years(clerk):
    first = dt.date(2024, 1, 1)
    last = first + dt.timedelta(days=MOST_DAYS - 1)
    assert days(clerk, "2024-01-01", "2024-01-01").is_valid()
    assert days(clerk, "2024-01-01", str(last)).is_valid()
    assert not days(clerk, "2024-01-01", str(last + dt.timedelta(days=1))).is_valid()


@pytest.mark.parametrize(("since", "until"), [("1999-12-31", "2000-01-01"), ("2100-12-31", "2101-01-01")])
def test_days_of_years_that_have_no_ledgers_are_refused(clerk, since, until):
    asked = days(clerk, since, until)
    assert list(asked.errors) == ["since"]


def test_a_day_that_is_none_is_said_once_and_at_its_field(clerk):
    asked = days(clerk, "2026-02-30", "2026-03-01")
    assert {name: len(said) for name, said in asked.errors.items()} == {"since": 1}


def test_parts_come_in_the_order_of_the_folder_whoever_named_them_how():
    names = ["letters", "needs", "a part of an earlier version", "units"]
    assert [part.number for part in chosen_parts(names)] == ["01", "03", "10"]
