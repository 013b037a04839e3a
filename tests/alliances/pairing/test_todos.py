"""What waits for whom, computed from the states of pairings."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.models import Pairing
from alliances.pairing import todos
from alliances.pairing.actions import agree, propose, renew
from alliances.pairing.tasks import run_for, tend_pairings
from tests import factories as make
from tests.alliances.pairing.world import a_world, draft, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]
DECEMBER = dt.date(2026, 12, 10)


@pytest.fixture
def world():
    return a_world()


def titles(source, user, limit=10):
    return [todo.title for todo in source(user, limit).items]


def test_secretaries_are_asked_until_each_has_agreed(world):
    pairing = propose(draft(world), by=world.staff)
    liaison = make.liaison_of(world.village)
    asked = [world.secretary, world.other, liaison, world.staff]
    assert [titles(todos.to_answer, who) for who in asked] == [[str(pairing)], [str(pairing)], [], []]
    agree(pairing, by=world.secretary, side="host")
    assert [titles(todos.to_answer, who) for who in asked] == [[], [str(pairing)], [], []]


def test_whoever_holds_the_post_is_asked(world):
    type(world.programme).objects.update(modes=["leaders"])
    leader = make.UserFactory()
    post = make.HoldingFactory(user=leader).post
    pairing = propose(draft(world, partner=None, post=post, mode="leaders"), by=world.staff)
    assert titles(todos.to_answer, leader) == [str(pairing)]


def test_the_office_files_what_both_agreed_to(world):
    pairing = standing(world, "agreed")
    batch = todos.to_file(world.staff, 10)
    assert ([todo.title for todo in batch.items], batch.total) == ([str(pairing)], 1)
    assert todos.to_file(world.secretary, 10).total == 0


def test_more_than_fit_are_counted(world):
    for partner in (world.finance, world.tax):
        standing(world, "agreed", partner=partner)
    batch = todos.to_file(world.staff, 1)
    assert (len(batch.items), batch.total) == (1, 2)


def test_what_ends_soon_is_to_be_renewed_until_somebody_does(world):
    pairing = standing(world, "filed", until_on=DECEMBER)
    standing(world, "filed", partner=world.tax)
    assert [titles(todos.to_renew, who) for who in (world.staff, world.other)] == [[str(pairing)]] * 2
    renew(pairing, by=world.other)
    assert titles(todos.to_renew, world.staff) == []


def test_commitments_that_are_due_wait_until_records_fulfil_them(world):
    pairing = draft(world)
    make.CommitmentFactory(pairing=pairing, ordinal=1, quantity=1, due_on=DECEMBER)
    make.CommitmentFactory(
        pairing=pairing, ordinal=2, measure="hours", quantity=1, due_on=dt.date(2027, 1, 31)
    )
    make.in_state(pairing, "filed")
    assert titles(todos.commitments_due, world.other) == ["共同活动 1 场次"]
    record = make.RecordFactory(occurred_on=dt.date(2026, 5, 8))
    make.RecordShareFactory(record=record, unit=world.finance)
    record.neighbourhoods.add(world.village)
    assert titles(todos.commitments_due, world.other) == []
    assert titles(todos.commitments_due, world.staff) == []


def test_the_office_hears_of_pairs_whose_unit_left(world):
    left, ended, fine = (
        standing(world, "filed", partner=unit) for unit in (world.finance, world.tax, make.member("区水务局"))
    )
    world.finance.enrolments.update(state="left", until_on=timezone.localdate())
    type(world.tax).objects.filter(pk=world.tax.pk).update(state="closed")
    assert titles(todos.left_behind, world.staff) == [str(left), str(ended)]
    assert fine.state == "filed"


def test_somebody_without_any_role_has_nothing_to_do(world):
    propose(draft(world), by=world.staff)
    sources = (todos.to_answer, todos.to_file, todos.to_renew, todos.commitments_due, todos.left_behind)
    assert [source(make.UserFactory(), 10).total for source in sources] == [0] * 5


def test_the_daily_job_lapses_ends_and_reminds_and_a_second_run_does_nothing(world):
    standing(world, "filed", until_on=DECEMBER)
    Pairing.objects.filter(pk=propose(draft(world, partner=world.tax), by=world.staff).pk).update(
        answer_until=timezone.now() - dt.timedelta(days=1)
    )
    third = make.member("区水务局")
    standing(world, "filed", partner=third, until_on=dt.date(2026, 11, 1))
    assert run_for(timezone.localdate()) == (1, 1, 1)
    assert run_for(timezone.localdate()) == (0, 0, 0)
    tend_pairings()
