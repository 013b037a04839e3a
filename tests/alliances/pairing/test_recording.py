"""What both sides did together: entered once, counted by itself, linked where somebody has to say."""

import datetime as dt
from decimal import Decimal
from functools import partial

import pytest

from alliances.models import Record
from alliances.pairing.actions import link_record, record_visit, unlink_record
from alliances.pairing.reading import deeds_of, months_of, progress_of, record_ids_of
from alliances.records.actions import Account, strike_record
from tests import factories as make
from tests.alliances.pairing.world import a_world, draft, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]
MAY = dt.date(2026, 5, 8)


@pytest.fixture
def world():
    return a_world()


def in_force(world, *commitments, **terms):
    pairing = draft(world, **terms)
    for ordinal, said in enumerate(commitments, start=1):
        make.CommitmentFactory(pairing=pairing, ordinal=ordinal, **said)
    return make.in_state(pairing, "filed")


def account(summary="走访慰问", on=MAY, **figures):
    return Account(on, summary, figures=figures)


def a_record(on=MAY, *, by, to=(), **figures):
    """Of these units, in equal shares, for these 村居."""
    record = make.RecordFactory(region=make.street(), occurred_on=on, **figures)
    for unit, share in by.items():
        make.RecordShareFactory(record=record, unit=unit, figures=share)
    record.neighbourhoods.set(to)
    return record


def test_a_visit_is_entered_once_and_serves_its_commitment(world):
    pairing = in_force(world, {"what": "走访", "quantity": 2}, {"what": "送课", "quantity": 2})
    visit, _ = pairing.commitments.all()
    record = record_visit([pairing], account(events=1), by=world.other, commitments=[visit])
    assert (list(record.neighbourhoods.all()), [share.unit for share in record.shares.all()]) == (
        [world.village],
        [world.finance],
    )
    standing, waiting = progress_of(pairing)
    assert ([standing[row.pk].done for row in pairing.commitments.all()], waiting) == ([1, 0], [])


def test_one_record_serves_two_pairs_at_once(world):
    pairs = [in_force(world), in_force(world, partner=world.tax)]
    record = record_visit(pairs, account(), by=world.staff, basis="电话")
    assert record_ids_of(pairs) == {pair.pk: [record.pk] for pair in pairs}
    assert Record.objects.count() == 1


def test_staff_say_on_what_basis_they_record(world):
    pairing = in_force(world)
    assert refused(partial(record_visit, [pairing], account(), by=world.staff)) == "basis_needed"


@pytest.mark.parametrize("state", ["drafted", "proposed", "agreed", "withdrawn"])
def test_only_what_was_filed_has_records(world, state):
    pairing = make.in_state(draft(world), state)
    assert refused(partial(record_visit, [pairing], account(), by=world.other)) == "wrong_state"


def test_only_within_its_term(world):
    pairing = in_force(world, until_on=dt.date(2026, 4, 30))
    assert refused(partial(record_visit, [pairing], account(), by=world.other)) == "not_in_term"


def test_a_third_unit_records_nothing_here(world):
    stranger = make.liaison_of(world.tax)
    assert refused(partial(record_visit, [in_force(world)], account(), by=stranger)) == "forbidden"


def test_what_was_recorded_for_a_claim_counts_by_itself(world):
    pairing = in_force(world, {"what": "资助", "measure": "funds", "quantity": 5000, "by_side": "partner"})
    shares = {world.finance: {"funds": "3000"}, world.tax: {"funds": "1000"}}
    record = a_record(by=shares, to=[world.village], funds=4000)
    standing, _ = progress_of(pairing)
    (now,) = standing.values()
    assert (now.done, now.deeds, now.is_met) == (Decimal(3000), (record.pk,), False)


@pytest.mark.parametrize(
    ("on", "by", "to", "counts"),
    [
        (MAY, ("finance",), ("village",), True),
        (MAY, ("village",), ("finance",), True),
        (MAY, ("village", "finance"), (), True),
        (MAY, ("finance",), (), False),
        (MAY, ("tax",), ("village",), False),
        (dt.date(2025, 12, 31), ("finance",), ("village",), False),
    ],
)
def test_both_sides_have_to_be_in_it_within_the_term(world, on, by, to, counts):
    pairing = in_force(world)
    record = a_record(
        on,
        by={getattr(world, name): {"events": "1"} for name in by},
        to=[getattr(world, name) for name in to],
    )
    assert record_ids_of([pairing]) == {pairing.pk: [record.pk] if counts else []}


def test_after_a_termination_nothing_counts(world):
    pairing = make.in_state(draft(world), "terminated")
    type(pairing).objects.filter(pk=pairing.pk).update(ended_on=dt.date(2026, 4, 30))
    a_record(by={world.finance: {}}, to=[world.village])
    assert record_ids_of([pairing]) == {pairing.pk: []}


def test_what_was_struck_does_not_count(world):
    pairing = in_force(world)
    record = record_visit([pairing], account(), by=world.other)
    strike_record(record, by=world.staff, reason="重复")
    assert record_ids_of([pairing]) == {pairing.pk: []}


def test_an_event_counts_whole_whoever_else_was_there(world):
    pairing = in_force(world, {"by_side": "partner", "quantity": 1})
    a_record(by={world.tax: {"events": "1"}, world.finance: {}}, to=[world.village], events=1)
    (now,) = progress_of(pairing)[0].values()
    assert (now.done, now.is_met) == (1, True)


def test_for_a_post_the_whole_record_counts(world):
    post = make.PostFactory()
    type(world.programme).objects.update(modes=["leaders"])
    pairing = in_force(world, {"measure": "people", "quantity": 30}, partner=None, post=post, mode="leaders")
    record_visit([pairing], account(people=32), by=world.secretary)
    (now,) = progress_of(pairing)[0].values()
    assert (now.done, now.is_met) == (32, True)


def test_a_record_that_waits_is_put_where_it_belongs(world):
    pairing = in_force(world, {"what": "走访"}, {"what": "送课"})
    record = a_record(by={world.finance: {"events": "1"}}, to=[world.village], events=1)
    assert progress_of(pairing)[1] == [record.pk]
    _, lesson = pairing.commitments.all()
    link_record(pairing, record, by=world.secretary, commitments=[lesson])
    standing, waiting = progress_of(pairing)
    assert (standing[lesson.pk].done, waiting) == (1, [])
    unlink_record(pairing, record, by=world.secretary)
    assert progress_of(pairing)[1] == [record.pk]
    unlink_record(pairing, record, by=world.secretary)


def test_what_cannot_be_linked_is_refused(world):
    pairing, other = in_force(world, {}), in_force(world, {}, partner=world.tax)
    record = a_record(by={world.finance: {}}, to=[world.village])
    foreign = partial(link_record, pairing, record, by=world.staff, commitments=other.commitments.all())
    assert refused(foreign) == "not_of_this_pairing"
    early = a_record(dt.date(2025, 3, 1), by={world.finance: {}})
    assert refused(partial(link_record, pairing, early, by=world.staff)) == "not_in_term"
    strike_record(record, by=world.staff, reason="重复")
    record.refresh_from_db()
    assert refused(partial(link_record, pairing, record, by=world.staff)) == "struck"


def test_months_of_a_year_for_many_pairs_in_one_query(world, django_assert_num_queries):
    pairs = [in_force(world), in_force(world, partner=world.tax)]
    for day in (dt.date(2026, 5, 7), dt.date(2026, 5, 21), dt.date(2026, 6, 4)):
        a_record(day, by={world.finance: {}}, to=[world.village])
    with django_assert_num_queries(1):
        assert months_of(pairs, 2026) == {pairs[0].pk: {5: 2, 6: 1}, pairs[1].pk: {}}
    assert months_of(pairs, 2025) == {pairs[0].pk: {}, pairs[1].pk: {}}


def test_what_was_done_is_read_for_many_pairs_with_the_same_queries(world, django_assert_num_queries):
    pairs = [in_force(world, {}), in_force(world, {}, partner=world.tax)]
    a_record(by={world.finance: {}, world.tax: {}}, to=[world.village])
    for some in (pairs[:1], pairs):
        with django_assert_num_queries(5):
            assert [len(deeds) for deeds in deeds_of(some).values()] == [1] * len(some)
