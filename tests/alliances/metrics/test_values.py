"""Every value is the sum of the records that it opens."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliances.metrics.reading import MOST_SHOWN, facts_behind, grouped, values_of
from alliances.metrics.registry import METRICS, Span
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]
MAY = dt.date(2026, 5, 8)


@pytest.fixture
def unit():
    return make.member()


def span(since=dt.date(2026, 1, 1), until=dt.date(2026, 6, 30), region=None):
    return Span(region or make.street(), since, until)


def moment(day, hour=9):
    return dt.datetime.combine(day, dt.time(hour), tzinfo=timezone.get_default_timezone())


def a_share(unit, on=MAY, **figures):
    record = make.RecordFactory(region=make.street(), occurred_on=on)
    return make.RecordShareFactory(record=record, unit=unit, figures=figures)


def test_records_and_their_shares_are_counted(unit):
    a_share(unit, hours="3.5", funds="100")
    a_share(unit, hours="1.5")
    assert values_of(span(), [unit.pk])[unit.pk] == {"records": 2, "record_hours": 5, "record_funds": 100}


@pytest.mark.parametrize("day", [dt.date(2025, 12, 31), dt.date(2026, 7, 1)])
def test_only_within_the_span(unit, day):
    a_share(unit, on=day)
    assert values_of(span(), [unit.pk])[unit.pk] == {}


def test_only_of_the_street_and_for_the_district_of_all_its_streets(unit):
    a_share(unit)
    other = make.street("廊下镇", "310116109")
    assert values_of(span(region=other), [unit.pk])[unit.pk] == {}
    assert values_of(span(region=make.district()), [unit.pk])[unit.pk]["records"] == 1


def test_what_was_struck_is_not_counted(unit):
    record = a_share(unit).record
    type(record).objects.filter(pk=record.pk).update(struck_at=timezone.now(), struck_reason="重复")
    assert values_of(span(), [unit.pk])[unit.pk] == {}


def test_claims_by_the_moment_of_each_step(unit):
    project = make.ProjectFactory(due_on=dt.date(2026, 5, 1))
    terms = {
        "unit": unit,
        "claimed_at": moment(dt.date(2026, 1, 5)),
        "confirmed_at": moment(dt.date(2026, 2, 5)),
    }
    make.ClaimFactory(project=project, state="completed", completed_at=moment(MAY), **terms)
    make.ClaimFactory(
        state="closed", completed_at=moment(MAY), closed_at=moment(dt.date(2026, 7, 2)), **terms
    )
    counted = values_of(span(), [unit.pk])[unit.pk]
    assert {name: value for name, value in counted.items() if name.startswith("claims")} == {
        "claims_confirmed": 2,
        "claims_completed": 2,
        "claims_in_time": 1,
    }


def test_meetings_that_took_place_and_who_came(unit):
    for state, answer in (("held", "attend"), ("minuted", "leave"), ("called", "attend")):
        meeting = make.MeetingFactory(state=state, starts_at=moment(MAY))
        told = {"answer": answer, "answered_at": moment(MAY), "reason": "出差" if answer == "leave" else ""}
        make.InvitationFactory(meeting=meeting, unit=unit, **told)
    counted = values_of(span(), [unit.pk])[unit.pk]
    assert counted == {"meetings_asked": 2, "meetings_attended": 1}


def test_a_meeting_late_in_the_evening_belongs_to_its_local_day(unit):
    meeting = make.MeetingFactory(state="held", starts_at=moment(dt.date(2026, 6, 30), 23))
    make.InvitationFactory(meeting=meeting, unit=unit)
    (fact,), count = facts_behind("meetings_asked", span(), [unit.pk], make.staff_of())
    assert (fact.on, count) == (dt.date(2026, 6, 30), 1)


def test_resolutions_due_and_closed_in_time(unit):
    closed = {"state": "closed", "report": "已办", "closed_at": moment(dt.date(2026, 6, 20))}
    make.ResolutionFactory(unit=unit, due_on=MAY, reported_at=moment(MAY, 20), **closed)
    make.ResolutionFactory(unit=unit, due_on=MAY, reported_at=moment(dt.date(2026, 5, 9)), **closed)
    make.ResolutionFactory(unit=unit, due_on=MAY, state="dropped", end_reason="不再需要")
    counted = values_of(span(), [unit.pk])[unit.pk]
    assert counted == {"resolutions_due": 2, "resolutions_in_time": 1}


def test_duties_by_who_holds_them():
    duty = make.DutyFactory(period=dt.date(2026, 5, 1))
    assert values_of(span(), [duty.holder_id])[duty.holder_id] == {"duties_held": 1}


def test_pairings_on_either_side():
    pairing = make.filed_pairing(until_on=dt.date(2026, 2, 1))
    make.in_state(make.PairingFactory(host=pairing.host, programme=pairing.programme), "terminated")
    found = values_of(span(), [pairing.host_id, pairing.partner_id])
    assert [found[side] for side in (pairing.host_id, pairing.partner_id)] == [{"pairings_in_force": 1}] * 2


def test_what_a_unit_published(unit):
    make.DraftResourceFactory(unit=unit)
    project = make.ProjectFactory(unit=unit, published_at=moment(MAY))
    (fact,), _ = facts_behind("projects_published", span(), [unit.pk], make.staff_of())
    assert (fact.ref, fact.on, fact.shown.title) == (project.pk, MAY, project.title)
    assert values_of(span(), [unit.pk])[unit.pk] == {"projects_published": 1}


def test_many_units_and_all_metrics_take_one_query(unit, django_assert_num_queries):
    others = [make.member(f"单位{n}") for n in range(3)]
    for each in others:
        a_share(each)
    half = span()
    for asked in ([unit.pk], [each.pk for each in others]):
        with django_assert_num_queries(1):
            values_of(half, asked)
    with django_assert_num_queries(0):
        assert values_of(half, []) == {}


def test_what_several_metrics_take_from_the_same_rows_is_read_once(unit):
    half = span()
    with CaptureQueriesContext(connection) as asked:
        values_of(half, [unit.pk], ["records", "record_hours", "record_funds"])
    (query,) = asked
    assert query["sql"].count('FROM "alliances_recordshare"') == 1


@pytest.mark.parametrize("name", METRICS.names())
def test_a_value_is_the_sum_of_what_stands_behind_it(name, unit):
    a_share(unit, hours="3.5", funds="100")
    facts, count = facts_behind(name, span(), [unit.pk], make.staff_of())
    value = values_of(span(), [unit.pk], [name])[unit.pk].get(name, Decimal(0))
    assert (sum(fact.amount for fact in facts), len(facts)) == (value, count)


def test_who_may_not_see_a_record_sees_that_there_is_one(unit):
    a_share(unit)
    (fact,), _ = facts_behind("records", span(), [unit.pk], make.UserFactory())
    assert (fact.shown.title, fact.shown.url) == ("不在您能看到的范围内", "")


def test_of_very_many_the_newest_are_listed_and_all_are_counted(unit):
    record = make.RecordFactory.build(region=make.street(), occurred_on=MAY, recorded_by=make.UserFactory())
    rows = [
        type(record)(region=record.region, occurred_on=MAY, summary=f"{n}", recorded_by=record.recorded_by)
        for n in range(MOST_SHOWN + 1)
    ]
    made = type(record).objects.bulk_create(rows)
    share = make.RecordShareFactory.build(record=made[0], unit=unit)
    type(share).objects.bulk_create(type(share)(record=each, unit=unit) for each in made)
    facts, count = facts_behind("records", span(), [unit.pk], make.staff_of())
    assert (len(facts), count, values_of(span(), [unit.pk])[unit.pk]["records"]) == (MOST_SHOWN, 201, 201)


def test_metrics_stand_in_groups_in_their_order():
    groups = grouped({"records": Decimal(2)})
    assert list(groups) == ["项目认领", "三张清单", "共建纪实", "会议", "议定事项", "轮值", "结对共建"]
    assert [(name, value) for name, _, value in groups["共建纪实"]][:2] == [
        ("records", 2),
        ("record_events", 0),
    ]
