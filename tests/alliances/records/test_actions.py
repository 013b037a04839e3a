import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.records.actions import Account, change_record, enter_record, strike_record
from alliances.records.models import Record, RecordShare
from portal.refusals import Forbidden, Refusal
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year")]

LAMPS = Account(dt.date(2026, 10, 21), "32 盏路灯亮灯", figures={"pieces": 32, "funds": Decimal(86000)})


@pytest.fixture
def unit():
    return make.member("中石化上海工程公司")


@pytest.fixture
def liaison(unit):
    return make.liaison_of(unit)


@pytest.fixture
def record(unit, liaison):
    return enter_record(LAMPS, by=liaison, region=make.street(), units={unit: 1})


def enter(account, unit, liaison):
    with pytest.raises(Refusal) as refused:
        enter_record(account, by=liaison, region=make.street(), units={unit: 1} if unit else {})
    return refused.value.code


def test_the_shares_of_a_record_sum_to_its_figures(unit, liaison):
    other = make.member("朱泾供电服务站")
    record = enter_record(LAMPS, by=liaison, region=make.street(), units={unit: 2, other: 1})
    shares = list(record.shares.order_by("id").values_list("figures", flat=True))
    assert [share["pieces"] for share in shares] == ["21", "11"]
    assert sum(Decimal(share["funds"]) for share in shares) == record.funds


def test_a_day_to_come_is_refused(unit, liaison):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert enter(Account(tomorrow, "还没做"), unit, liaison) == "not_yet"


def test_the_day_is_the_local_one(unit, liaison):
    with time_machine.travel(dt.datetime(2026, 10, 20, 16, 30, tzinfo=dt.UTC), tick=False):
        assert enter_record(LAMPS, by=liaison, region=make.street(), units={unit: 1}).pk


def test_somebody_took_part(liaison):
    assert enter(LAMPS, None, liaison) == "no_unit"


def test_the_same_words_twice_are_one_record(record, unit, liaison):
    assert enter(LAMPS, unit, liaison) == "already_recorded"


def test_correcting_divides_anew(record, unit, liaison):
    other = make.member("朱泾供电服务站")
    change_record(
        record, Account(LAMPS.occurred_on, "30 盏", figures={"pieces": 30}), by=liaison, units={other: 1}
    )
    assert list(RecordShare.objects.values_list("unit__name", flat=True)) == ["朱泾供电服务站"]
    assert Record.objects.get().pieces == 30


def test_a_stranger_corrects_nothing(record, unit):
    with pytest.raises(Forbidden):
        change_record(record, LAMPS, by=make.liaison_of(make.member()), units={unit: 1})


def test_what_was_struck_no_longer_counts(record, liaison):
    strike_record(record, by=liaison, reason="重复登记")
    assert Record.objects.all().totals()["pieces"] == 0


def test_striking_needs_a_reason_and_happens_once(record, liaison):
    with pytest.raises(Refusal) as refused:
        strike_record(record, by=liaison, reason=" ")
    assert refused.value.code == "reason_needed"
    strike_record(record, by=liaison, reason="重复登记")
    with pytest.raises(Refusal) as again:
        strike_record(record, by=liaison, reason="重复登记")
    assert again.value.code == "wrong_state"


def test_a_record_is_seen_by_both_sides_and_the_office_and_by_nobody_else(unit, liaison):
    village = make.neighbourhood()
    make_record = {"region": make.street(), "units": {unit: 1}, "neighbourhoods": [village]}
    enter_record(LAMPS, by=liaison, **make_record)
    insiders = [liaison, make.liaison_of(village), make.staff_of()]
    strangers = [make.liaison_of(make.member()), make.staff_of(make.street("枫泾镇", "310116102"))]
    seen = [Record.objects.visible_to(person).count() for person in [*insiders, *strangers]]
    assert seen == [1, 1, 1, 0, 0]


def test_the_office_of_the_street_it_was_for_sees_it_too(unit, liaison):
    fengjing = make.street("枫泾镇", "310116102")
    village = make.neighbourhood("新义村", "310116102201", fengjing)
    enter_record(LAMPS, by=liaison, region=make.street(), units={unit: 1}, neighbourhoods=[village])
    assert Record.objects.visible_to(make.staff_of(fengjing)).count() == 1


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"funds": -1}, "record_figures_not_negative"),
        ({"struck_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, "record_struck_with_reason"),
    ],
)
def test_the_database_holds(record, fields, constraint):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Record.objects.filter(pk=record.pk).update(**fields)
    assert refused.value.__cause__.diag.constraint_name == constraint


def test_a_unit_has_one_share_of_positive_weight(record, unit):
    for fields, constraint in [
        ({"unit": unit, "weight": 1}, "record_share_once_per_unit"),
        ({"unit": make.member("区税务局"), "weight": 0}, "record_share_weight_positive"),
    ]:
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            RecordShare.objects.create(record=record, **fields)
        assert refused.value.__cause__.diag.constraint_name == constraint
