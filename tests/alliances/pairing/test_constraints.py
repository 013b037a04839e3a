"""What the database holds of rounds, posts, pairings and commitments, whoever writes: each by its name."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.models import Commitment, Pairing
from tests import factories as make
from tests.alliances.pairing.world import rules_of

pytestmark = pytest.mark.django_db

JULY = dt.date(2026, 7, 1)


def held(act):
    """The name of the constraint that stops this."""
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        act()
    return stopped.value.__cause__.diag.constraint_name


def changed(row, **values):
    return lambda: type(row).objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"modes": []}, "programme_modes_known"),
        ({"modes": ["villages", "friends"]}, "programme_modes_known"),
        ({"until_on": dt.date(2025, 12, 31)}, "programme_ends_after_start"),
        ({"term_months": 0}, "programme_term_in_months"),
        ({"term_months": 121}, "programme_term_in_months"),
        ({"most_per_partner": 0}, "programme_most_per_partner_positive"),
        ({"most_per_host": 0}, "programme_most_per_host_positive"),
        ({"answer_days": 91}, "programme_answer_days_in_range"),
        ({"every_months": 13}, "programme_every_months_in_range"),
        ({"weight_load": 101}, "programme_weights_in_range"),
    ],
)
def test_a_round_has_rules_that_can_be(broken, name):
    assert held(lambda: make.ProgrammeFactory(**broken)) == name


def test_a_rounds_name_is_its_own_within_the_street():
    first = make.ProgrammeFactory()
    assert held(lambda: make.ProgrammeFactory(name=first.name)) == "programme_name_once_per_region"


def test_a_posts_title_is_its_own_within_the_street():
    first = make.PostFactory()
    assert held(lambda: make.PostFactory(title=first.title)) == "post_title_once_per_region"


def test_a_post_is_held_by_one_at_a_time():
    first = make.HoldingFactory()
    assert held(lambda: make.HoldingFactory(post=first.post, from_on=JULY)) == "holding_one_at_a_time"


def test_a_holding_ends_after_it_begins():
    broken = {"from_on": JULY, "until_on": dt.date(2026, 6, 30)}
    assert held(lambda: make.HoldingFactory(**broken)) == "holding_ends_after_start"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "loved"}, "pairing_state_known"),
        ({"mode": "friends"}, "pairing_mode_known"),
        ({"partner": None}, "pairing_with_a_unit_or_a_post"),
        ({"until_on": dt.date(2025, 12, 31)}, "pairing_ends_after_start"),
        ({"ended_on": JULY}, "pairing_ended_within_its_term"),
        ({"answer_until": timezone.now()}, "pairing_draft_without_consents"),
        ({"state": "proposed", "edition": 1}, "pairing_proposed_until_a_day"),
        ({"state": "agreed"}, "pairing_agreed_by_both"),
        ({"state": "declined"}, "pairing_ended_with_reason"),
    ],
)
def test_a_draft_cannot_become_just_anything(values, name):
    assert held(changed(make.PairingFactory(), **values)) == name


@pytest.mark.parametrize("side", ["host", "partner"])
def test_whoever_agreed_is_known(side):
    pairing = make.in_state(make.PairingFactory(), "proposed")
    values = {f"{side}_agreed_at": timezone.now()}
    assert held(changed(pairing, **values)) == f"pairing_{side}_agreed_by_somebody"


def test_a_unit_is_not_paired_with_itself():
    pairing = make.PairingFactory()
    assert held(changed(pairing, partner=pairing.host)) == "pairing_not_with_oneself"


def test_what_is_filed_has_a_number():
    assert held(changed(make.filed_pairing(), number=None)) == "pairing_filed_has_number"


def test_a_number_is_given_once():
    first, second = make.filed_pairing(), make.filed_pairing()
    assert held(changed(second, number=first.number)) == "pairing_number_once"


def test_a_pairing_does_not_renew_itself():
    pairing = make.PairingFactory()
    assert held(changed(pairing, renews=pairing)) == "pairing_not_its_own_renewal"


def test_a_pairing_is_renewed_once_but_a_renewal_given_up_does_not_count():
    first = make.filed_pairing()
    given_up = make.in_state(make.PairingFactory(renews=first), "withdrawn")
    make.PairingFactory(renews=first)
    assert given_up.state == "withdrawn"
    assert held(lambda: make.PairingFactory(renews=first)) == "pairing_renewed_once"


@pytest.mark.parametrize("state", ["drafted", "proposed", "agreed", "filed", "expired", "renewed"])
def test_the_same_two_are_paired_once_at_a_time_whichever_is_the_host(state):
    first = make.in_state(make.PairingFactory(), state)
    sides = {"programme": first.programme, "host": first.partner, "partner": first.host}
    assert held(lambda: make.PairingFactory(**sides, from_on=JULY)) == "pairing_once_at_a_time"


@pytest.mark.parametrize("state", ["declined", "withdrawn", "lapsed"])
def test_what_was_given_up_stands_in_nobodys_way(state):
    first = make.in_state(make.PairingFactory(), state)
    again = make.PairingFactory(programme=first.programme, host=first.host, partner=first.partner)
    assert Pairing.objects.filter(host=first.host).count() == 2
    assert again.state == "drafted"


def test_one_terminated_counts_until_its_last_day():
    first = make.in_state(make.filed_pairing(), "terminated")
    Pairing.objects.filter(pk=first.pk).update(ended_on=dt.date(2026, 6, 30))
    sides = {"programme": first.programme, "host": first.host, "partner": first.partner}
    assert make.PairingFactory(**sides, from_on=JULY).pk
    make_too_early = {**sides, "from_on": dt.date(2026, 6, 30), "until_on": dt.date(2026, 6, 30)}
    assert held(lambda: make.PairingFactory(**make_too_early)) == "pairing_once_at_a_time"


def test_a_post_is_paired_once_at_a_time():
    post = make.PostFactory()
    programme = make.ProgrammeFactory(modes=["leaders"])
    first = make.PairingFactory(programme=programme, mode="leaders", partner=None, post=post)
    again = {"programme": programme, "host": first.host, "mode": "leaders", "partner": None, "post": post}
    assert held(lambda: make.PairingFactory(**again)) == "pairing_of_a_post_once_at_a_time"


@pytest.mark.parametrize(
    ("limit", "shared", "name"),
    [
        ("most_per_host", "host", "pairing_within_host_limit"),
        ("most_per_partner", "partner", "pairing_within_partner_limit"),
    ],
)
def test_a_round_allows_each_side_so_many(limit, shared, name):
    first = make.in_state(make.PairingFactory(), "proposed")
    rules_of(first.programme, **{limit: 1})
    second = make.PairingFactory(programme=first.programme, **{shared: getattr(first, shared)})
    assert held(lambda: make.in_state(second, "proposed")) == name


def test_a_draft_takes_no_place_and_a_renewal_none_beside_the_one_it_renews():
    first = make.filed_pairing()
    rules_of(first.programme, most_per_host=1, most_per_partner=1)
    again = {"programme": first.programme, "host": first.host, "partner": first.partner}
    after = make.PairingFactory(**again, from_on=dt.date(2027, 1, 1), until_on=dt.date(2027, 12, 31))
    assert make.in_state(after, "filed").state == "filed"


@pytest.mark.parametrize(
    "values", [{"terms": "另写"}, {"until_on": dt.date(2027, 6, 30)}, {"mode": "voluntary"}]
)
@pytest.mark.parametrize("state", ["proposed", "agreed", "filed"])
def test_the_text_is_frozen_once_it_was_proposed(state, values):
    assert held(changed(make.in_state(make.PairingFactory(), state), **values)) == "pairing_text_frozen"


@pytest.mark.parametrize(
    "act",
    [
        lambda pairing: make.CommitmentFactory(pairing=pairing),
        lambda pairing: Commitment.objects.filter(pairing=pairing).update(quantity=9),
        lambda pairing: Commitment.objects.filter(pairing=pairing).delete(),
    ],
)
def test_so_are_its_commitments(act):
    pairing = make.filed_pairing(commitments=[{"what": "送课下乡"}])
    assert held(lambda: act(pairing)) == "commitment_text_frozen"


def test_a_commitment_does_not_wander_to_another_draft():
    row = make.CommitmentFactory()
    assert held(changed(row, pairing=make.PairingFactory())) == "commitment_text_frozen"


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"by_side": "nobody"}, "commitment_side_known"),
        ({"measure": "smiles"}, "commitment_measured_with_quantity"),
        ({"measure": "", "quantity": 3}, "commitment_measured_with_quantity"),
        ({"measure": "events", "quantity": 0}, "commitment_measured_with_quantity"),
        ({"measure": "events", "quantity": None}, "commitment_measured_with_quantity"),
    ],
)
def test_a_commitment_can_be_counted_or_has_no_measure(broken, name):
    assert held(lambda: make.CommitmentFactory(**broken)) == name


def test_commitments_are_numbered_once():
    first = make.CommitmentFactory()
    again = {"pairing": first.pairing, "ordinal": first.ordinal}
    assert held(lambda: make.CommitmentFactory(**again)) == "commitment_ordinal_once"


def test_a_record_is_linked_once():
    pairing, record = make.filed_pairing(commitments=[{}]), make.RecordFactory()
    pairing.records.add(record)
    twice = type(pairing.record_links.get())(pairing=pairing, record=record)
    assert held(twice.save) == "pairing_record_once"


def test_a_record_is_linked_to_a_commitment_once():
    row, record = make.CommitmentFactory(), make.RecordFactory()
    row.records.add(record)
    twice = type(row.record_links.get())(commitment=row, record=record)
    assert held(twice.save) == "commitment_record_once"
