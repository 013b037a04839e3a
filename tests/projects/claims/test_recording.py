import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from alliances.records.actions import Account, strike_record
from alliances.records.models import Record
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.claims import actions
from projects.claims.models import Claim, ClaimRecord, Contribution, Feedback
from projects.claims.recording.reading import delivered_by_claim
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year")]

DAY = dt.date(2026, 10, 21)
WORK = Account(DAY, "完成东段立杆 20 盏", figures={"pieces": 20, "funds": Decimal(86000)})


def confirmed(project, unit, liaison, **terms):
    claim = actions.claim_project(project, unit=unit, by=liaison, **terms)
    return actions.confirm_claim(claim, by=make.staff_of())


@pytest.fixture
def claim(village, unit, liaison):
    project = make.ProjectFactory(unit=village, capacity=None)
    project.neighbourhoods.add(village)
    return confirmed(project, unit, liaison)


def test_a_record_is_for_the_projects_neighbourhoods_by_the_claims_unit(claim, liaison, unit, village):
    record = actions.record_work([claim], WORK, by=liaison)
    assert list(record.neighbourhoods.all()) == [village]
    assert [share.unit for share in record.shares.all()] == [unit]


def test_where_a_project_names_nobody_the_village_that_published_it_was_served(unit, liaison, village):
    by_village = confirmed(make.ProjectFactory(unit=village), unit, liaison)
    assert list(actions.record_work([by_village], WORK, by=liaison).neighbourhoods.all()) == [village]
    by_unit = confirmed(make.ProjectFactory(unit=make.member("区气象局")), unit, liaison)
    other = Account(DAY, "架设监测点")
    assert list(actions.record_work([by_unit], other, by=liaison).neighbourhoods.all()) == []


def test_a_record_for_two_claims_is_counted_once(claim, liaison, unit):
    other = make.member("朱泾供电服务站")
    second = confirmed(claim.project, other, make.liaison_of(other))
    actions.record_work([claim, second], WORK, by=make.staff_of(), basis="会上")
    linked = Record.objects.filter(claim_links__claim__project=claim.project)
    assert (ClaimRecord.objects.count(), linked.totals()["pieces"]) == (2, 20)
    assert sum(delivered_by_claim([claim, second])[each.pk]["pieces"] for each in (claim, second)) == 20


def test_a_standing_record_may_serve_another_claim(claim, liaison, unit, village):
    second = confirmed(make.ProjectFactory(unit=village), unit, liaison)
    record = actions.record_work([claim], WORK, by=liaison)
    first = actions.link_record(second, record, by=liaison)
    assert actions.link_record(second, record, by=liaison) == first
    assert (Record.objects.count(), delivered_by_claim([second])[second.pk]["pieces"]) == (1, 20)


def test_work_on_an_unconfirmed_claim_is_not_recorded(village, unit, liaison):
    claim = actions.claim_project(make.ProjectFactory(unit=village), unit=unit, by=liaison)
    with pytest.raises(Refusal) as refused:
        actions.record_work([claim], WORK, by=liaison)
    assert (refused.value.code, Record.objects.count()) == ("wrong_state", 0)


def test_staff_record_for_a_unit_only_with_a_basis(claim):
    office = make.staff_of()
    with pytest.raises(Refusal) as refused:
        actions.record_work([claim], WORK, by=office)
    assert (refused.value.code, Record.objects.count()) == ("basis_needed", 0)
    assert actions.record_work([claim], WORK, by=office, basis="电话").basis == "电话"


def test_a_struck_record_serves_no_other_claim(claim, unit, liaison, village):
    second = confirmed(make.ProjectFactory(unit=village), unit, liaison)
    record = strike_record(actions.record_work([claim], WORK, by=liaison), by=liaison, reason="重复")
    with pytest.raises(Refusal) as refused:
        actions.link_record(second, record, by=liaison)
    assert refused.value.sentence == "这条纪实不存在或已作废，不能关联。"
    assert list(second.record_links.all()) == []


def test_a_stranger_records_nothing(claim):
    with pytest.raises(Forbidden):
        actions.record_work([claim], WORK, by=make.liaison_of(make.member("区税务局")))


def test_the_step_keeps_when_it_happened_apart_from_when_it_was_entered(claim, liaison):
    actions.record_work([claim], WORK, by=liaison)
    step = Step.objects.about(claim).latest("id")
    assert (step.occurred_at.date(), step.verb) == (DAY, "record")
    assert step.recorded_at.date() != DAY


def test_promised_and_delivered_stand_side_by_side(claim, liaison):
    actions.promise(claim, "money", Decimal(90000), by=liaison)
    actions.record_work([claim], WORK, by=liaison)
    brought = delivered_by_claim([claim])[claim.pk]["funds"]
    assert (claim.contributions.get().promised, brought) == (90000, 86000)


def test_a_claimed_project_cannot_be_taken_back_once_work_is_recorded(claim, liaison):
    actions.record_work([claim], WORK, by=liaison)
    with pytest.raises(Refusal) as refused:
        actions.undo_claim(claim, by=liaison)
    assert refused.value.sentence == "“登记纪实”不能撤回。如需变更，请联系街道（镇）党建办。"


def test_the_neighbourhood_confirms_its_own_facts_and_may_correct_them(claim, village):
    hood = make.liaison_of(village)
    actions.confirm_facts(claim, neighbourhood=village, by=hood, done=False)
    said = actions.confirm_facts(claim, neighbourhood=village, by=hood, done=True, done_on=DAY, rating=5)
    assert (Feedback.objects.get(), said.done_on, said.rating) == (said, DAY, 5)
    assert Step.objects.about(claim).latest("id").label == "村居核实"


def test_there_are_no_facts_of_a_claim_that_is_not_confirmed(village, unit, liaison):
    claim = actions.claim_project(make.ProjectFactory(unit=village), unit=unit, by=liaison)
    with pytest.raises(Refusal) as refused:
        actions.confirm_facts(claim, neighbourhood=village, by=make.liaison_of(village), done=True)
    assert (refused.value.code, Feedback.objects.count()) == ("wrong_state", 0)


def test_another_neighbourhood_has_no_say(claim):
    other = make.neighbourhood("万联村", "310116101202")
    with pytest.raises(Forbidden):
        actions.confirm_facts(claim, neighbourhood=other, by=make.liaison_of(other), done=True)


def test_staff_confirm_for_a_neighbourhood_with_a_basis(claim, village):
    office = make.staff_of()
    with pytest.raises(Refusal) as refused:
        actions.confirm_facts(claim, neighbourhood=village, by=office, done=True)
    assert refused.value.code == "basis_needed"
    assert (
        actions.confirm_facts(claim, neighbourhood=village, by=office, done=True, basis="电话").basis
        == "电话"
    )


def refused_by(write):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    return refused.value.__cause__.diag.constraint_name


def feedback(claim, village, **fields):
    return Feedback(claim=claim, neighbourhood=village, done=False, by=claim.claimed_by, **fields)


def test_the_database_holds_what_is_said_of_a_claim(claim, village):
    money = {"claim": claim, "kind": "money", "promised": 1}
    Contribution.objects.create(**money)
    assert refused_by(lambda: Contribution.objects.create(**money)) == "contribution_once_per_kind"
    assert refused_by(lambda: Contribution.objects.update(promised=0)) == "contribution_positive"
    assert refused_by(lambda: Contribution.objects.update(kind="gold")) == "contribution_kind_known"
    assert refused_by(feedback(claim, village, rating=6).save) == "feedback_rating_one_to_five"
    feedback(claim, village).save()
    assert refused_by(feedback(claim, village).save) == "feedback_once_per_neighbourhood"
    assert refused_by(lambda: Feedback.objects.update(done=True)) == "feedback_done_has_day"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "claim_state_known"),
        ({"part": "guest"}, "claim_part_known"),
        ({"kind": "old"}, "claim_kind_known"),
        ({"amount": 0}, "claim_amount_positive"),
        ({"state": "offered"}, "claim_waiting_has_a_day"),
    ],
)
def test_the_database_holds_what_a_claim_is(claim, fields, constraint):
    assert refused_by(lambda: Claim.objects.update(**fields)) == constraint


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"unit": None}, "claim_once_per_unit"),
        ({"ordinal": 1}, "claim_ordinal_once"),
        ({"part": "lead"}, "claim_one_live_lead"),
    ],
)
def test_the_database_holds_what_claims_are_to_each_other(claim, fields, constraint):
    other = {"unit": make.member("区税务局"), "ordinal": 2, "part": "partner"} | fields
    other["unit"] = other["unit"] or claim.unit
    row = Claim(project=claim.project, state="submitted", **other)
    assert refused_by(row.save) == constraint


def test_a_record_serves_a_claim_once(claim, liaison):
    link = {"claim": claim, "record": actions.record_work([claim], WORK, by=liaison)}
    assert refused_by(lambda: ClaimRecord.objects.create(**link)) == "claim_record_once"
