"""Rounds, posts, and drafting a pairing: who may, and what cannot be meant."""

import datetime as dt
from functools import partial

import pytest

from alliances.models import Commitment, Pairing, Programme
from alliances.pairing.actions import (
    appoint,
    change_draft,
    change_programme,
    close_programme,
    draft_pairing,
    open_programme,
    reopen_programme,
    set_up_post,
    vacate,
)
from tests import factories as make
from tests.alliances.pairing.world import a_world, draft, refused, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]
TODAY = dt.date(2026, 11, 20)
MARCH = dt.date(2026, 3, 1)


@pytest.fixture
def world():
    return a_world()


def pair(world, **terms):
    sides = {"host": world.village, "partner": world.finance, "by": world.staff, **terms}
    return draft_pairing(world.programme, **sides)


def test_the_office_opens_a_round_and_changes_its_rules(world):
    opened = open_programme(
        make.ProgrammeFactory.build(region=make.street(), name="城乡结对"), by=world.staff
    )
    changed = change_programme(opened, by=world.staff, most_per_host=2)
    assert (changed.most_per_host, changed.version, str(changed)) == (2, 2, "城乡结对")


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"name": "2026年双百结对"}, "name_taken"),
        ({"modes": []}, "mode_needed"),
        ({"until_on": dt.date(2025, 1, 1)}, "dates_reversed"),
    ],
)
def test_a_round_that_cannot_be_is_refused_at_opening_and_at_changing(world, terms, code):
    fresh = make.ProgrammeFactory.build(region=make.street(), **terms)
    assert refused(partial(open_programme, fresh, by=world.staff)) == code
    assert refused(partial(change_programme, make.ProgrammeFactory(), by=world.staff, **terms)) == code


def test_a_unit_does_not_shape_rounds(world):
    assert refused(partial(change_programme, world.programme, by=world.secretary, name="x")) == "forbidden"


def test_a_closed_round_takes_no_more_until_it_is_open_again(world):
    closed = close_programme(world.programme, by=world.staff)
    assert refused(partial(close_programme, closed, by=world.staff)) == "closed"
    assert refused(partial(pair, world)) == "closed"
    assert reopen_programme(reopen_programme(closed, by=world.staff), by=world.staff).closed_at is None
    assert pair(world).state == "drafted"


def test_a_draft_has_the_first_mode_that_fits_and_the_rounds_term(world):
    drafted = pair(world)
    assert (drafted.mode, drafted.from_on, drafted.until_on) == ("stationed", TODAY, dt.date(2027, 11, 19))
    assert (drafted.drafted_for, str(drafted)) == (None, "五龙村 ⇄ 区财政局")


@pytest.mark.parametrize("who", ["secretary", "other"])
def test_either_side_drafts_for_itself(world, who):
    drafted = pair(world, by=getattr(world, who), from_on=MARCH, mode="voluntary", aim="结对帮扶")
    assert drafted.drafted_for == (world.village if who == "secretary" else world.finance)
    assert (drafted.mode, drafted.aim) == ("voluntary", "结对帮扶")


def test_a_third_unit_does_not(world):
    stranger = make.liaison_of(world.tax, role="secretary")
    assert refused(partial(pair, world, by=stranger)) == "forbidden"


def test_commitments_are_kept_in_their_order_and_changed_as_a_whole(world):
    drafted = pair(
        world, commitments=[Commitment(what="送课", measure="events", quantity=4), Commitment(what="走访")]
    )
    assert [str(row) for row in drafted.commitments.all()] == ["送课 4 场次", "走访"]
    changed = change_draft(drafted, by=world.other, terms="每季度一次", commitments=[Commitment(what="慰问")])
    assert ([str(row) for row in changed.commitments.all()], changed.terms) == (["慰问"], "每季度一次")
    assert change_draft(changed, by=world.staff, aim="共建").commitments.count() == 1


def test_only_a_draft_is_changed(world):
    assert (
        refused(partial(change_draft, standing(world, "proposed"), by=world.staff, aim="x")) == "wrong_state"
    )


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"partner": None}, "partner_needed"),
        ({"partner": "village"}, "with_oneself"),
        ({"mode": "leaders"}, "odd_mode"),
        ({"mode": "voluntary", "from_on": TODAY, "until_on": MARCH}, "dates_reversed"),
        ({"partner": "stranger"}, "not_enrolled"),
        ({"partner": "closed"}, "unit_ended"),
    ],
)
def test_what_cannot_be_meant_is_refused(world, terms, code):
    others = {
        "village": world.village,
        "stranger": make.UnitFactory(),
        "closed": make.EnrolmentFactory(unit__state="closed").unit,
    }
    given = {name: others.get(value, value) for name, value in terms.items()}
    assert refused(partial(pair, world, **given)) == code


def test_a_mode_that_the_round_does_not_have_is_refused(world):
    change_programme(world.programme, by=world.staff, modes=["villages"])
    assert refused(partial(pair, world, mode="stationed")) == "odd_mode"


def test_when_both_sides_draft_the_second_meets_the_first(world):
    pair(world, by=world.secretary)
    again = {"host": world.finance, "partner": world.village, "by": world.other}
    assert refused(partial(pair, world, **again)) == "already_paired"
    assert Pairing.objects.count() == 1


def test_after_one_that_was_terminated_another_may_follow(world):
    first = standing(world, "filed")
    make.in_state(first, "terminated")
    Pairing.objects.filter(pk=first.pk).update(ended_on=MARCH)
    assert refused(partial(pair, world, from_on=MARCH)) == "already_paired"
    assert pair(world).from_on == TODAY


def test_leaders_are_paired_by_their_post_with_a_village(world):
    change_programme(world.programme, by=world.staff, modes=["stationed", "leaders"])
    post = set_up_post(make.street(), "党委副书记", by=world.staff)
    drafted = pair(world, partner=None, post=post)
    assert (drafted.mode, str(drafted)) == ("leaders", "五龙村 ⇄ 党委副书记")
    assert refused(partial(pair, world, partner=None, post=post, mode="stationed")) == "odd_mode"
    assert refused(partial(pair, world, partner=None, post=post, host=world.tax)) == "odd_host"


def test_instructors_go_to_companies(world):
    change_programme(world.programme, by=world.staff, modes=["instructors"])
    post = make.PostFactory()
    assert refused(partial(pair, world, partner=None, post=post)) == "odd_host"
    assert pair(world, partner=None, post=post, host=world.tax).mode == "instructors"


def test_a_post_in_a_round_without_posts_is_odd(world):
    assert refused(partial(pair, world, partner=None, post=make.PostFactory())) == "odd_mode"


def test_whoever_takes_a_post_follows_whoever_left_it(world):
    post = set_up_post(make.street(), "党委副书记", by=world.staff)
    assert refused(partial(set_up_post, make.street(), "党委副书记", by=world.staff)) == "name_taken"
    appoint(post, "陈立", by=world.staff, from_on=dt.date(2026, 1, 1))
    appoint(post, "周明", by=world.staff, from_on=MARCH)
    held = post.holdings.order_by("from_on").values_list("name", "from_on", "until_on")
    assert list(held) == [
        ("陈立", dt.date(2026, 1, 1), dt.date(2026, 2, 28)),
        ("周明", MARCH, None),
    ]
    assert refused(partial(appoint, post, " ", by=world.staff, from_on=TODAY)) == "name_needed"
    assert refused(partial(appoint, post, "吴", by=world.staff, from_on=MARCH)) == "already_held"


def test_a_post_can_stand_empty(world):
    post = make.HoldingFactory(from_on=MARCH).post
    early = dt.date(2026, 2, 1)
    assert refused(partial(vacate, post, by=world.staff, until_on=early)) == "dates_reversed"
    vacate(post, by=world.staff, until_on=TODAY)
    assert post.holdings.get().until_on == TODAY
    assert refused(partial(vacate, post, by=world.staff, until_on=TODAY)) == "nobody"


def test_a_round_of_the_district_reads_anybodys_appointment_within_it():
    make.ProgrammeFactory(region=make.district())
    world = a_world()
    Programme.objects.filter(pk=world.programme.pk).update(region=make.district())
    world.programme.refresh_from_db()
    assert pair(world, by=world.other).drafted_for == world.finance


def test_a_draft_is_seen_by_both_sides_and_the_office_only(world):
    drafted = draft(world)
    third = make.liaison_of(world.tax)
    seen = [
        drafted in Pairing.objects.visible_to(user)
        for user in (world.secretary, world.other, world.staff, third)
    ]
    assert seen == [True, True, True, False]
    make.in_state(drafted, "filed")
    assert drafted in Pairing.objects.visible_to(third)
