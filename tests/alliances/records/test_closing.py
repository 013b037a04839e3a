"""补录: work of last year is entered until the office's day, afterwards by 审核 only."""

import datetime as dt

import pytest
import time_machine

from alliances.records.actions import Account, change_record, enter_record
from alliances.records.closing import late_help
from members.models import OfficePolicy
from portal.refusals import Refusal
from tests import factories as make

pytestmark = pytest.mark.django_db
DECEMBER = Account(dt.date(2026, 12, 28), "冬至送汤圆")
IN_TIME = dt.datetime(2027, 1, 31, 15, tzinfo=dt.UTC)  # 23:00 in Shanghai
TOO_LATE = dt.datetime(2027, 1, 31, 16, tzinfo=dt.UTC)


def entered(by, unit, account: Account = DECEMBER):
    return enter_record(account, by=by, region=make.street(), units={unit: 1})


@pytest.fixture
def unit():
    return make.member()


def test_december_is_entered_until_the_last_minute_of_the_closing_day(unit) -> None:
    with time_machine.travel(IN_TIME, tick=False):
        assert entered(make.liaison_of(unit), unit).occurred_on.year == 2026
        assert "可以补记到 2027-01-31" in late_help(make.street())


def test_afterwards_the_year_is_closed_to_units_and_handlers(unit) -> None:
    people = [make.liaison_of(unit), make.staff_of(roles=("handler",))]
    with time_machine.travel(TOO_LATE, tick=False):
        for user in people:
            with pytest.raises(Refusal, match="2026 年度的纪实补录已于 2027-01-31 截止") as refused:
                entered(user, unit)
            assert refused.value.code == "year_closed"
        assert "补记到" not in late_help(make.street())


def test_review_may_still_mend_what_was_missed(unit) -> None:
    with time_machine.travel(TOO_LATE, tick=False):
        assert entered(make.staff_of(), unit).pk


def test_the_office_sets_the_day(unit) -> None:
    OfficePolicy.objects.create(region=make.street(), late_days=32)
    with time_machine.travel(TOO_LATE, tick=False):
        assert entered(make.liaison_of(unit), unit).pk


def test_a_record_is_not_moved_into_a_closed_year_but_its_words_are_corrected(unit) -> None:
    liaison = make.liaison_of(unit)
    with time_machine.travel(TOO_LATE, tick=False):
        now = entered(liaison, unit, Account(dt.date(2027, 1, 31), "冬至送汤圆"))
        with pytest.raises(Refusal, match="截止"):
            change_record(now, DECEMBER, by=liaison, units={unit: 1})
        old = make.RecordFactory(occurred_on=DECEMBER.occurred_on, recorded_by=liaison)
        assert change_record(old, DECEMBER, by=liaison, units={unit: 1}).summary == "冬至送汤圆"
