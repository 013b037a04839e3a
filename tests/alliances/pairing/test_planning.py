"""Terms, fitting modes, and what counts towards a commitment: pure values, no database."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.pairing.planning import (
    Deed,
    Promise,
    fitting_mode,
    last_day_of_term,
    misfit,
    months_later,
    standings,
    unattributed,
)

MARCH = dt.date(2026, 3, 5)
FOUR_EVENTS = Promise(1, "events", Decimal(4))
MONEY = Promise(2, "funds", Decimal(5000), dt.date(2026, 6, 30))


def deed(pk, on=MARCH, linked=(), **figures):
    """The same figures for every commitment."""
    counted = {name: Decimal(value) for name, value in figures.items()}
    return Deed(pk, on, {1: counted, 2: counted, 3: counted}, frozenset(linked))


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (dt.date(2026, 1, 1), 12, dt.date(2027, 1, 1)),
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2027, 12, 15), 2, dt.date(2028, 2, 15)),
    ],
)
def test_months_later(day, months, after):
    assert months_later(day, months) == after


def test_a_term_of_a_year_ends_the_day_before():
    assert last_day_of_term(dt.date(2026, 1, 1), 12) == dt.date(2026, 12, 31)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2080, 1, 1)), st.integers(1, 120))
def test_a_longer_term_ends_later(day, months):
    assert day <= last_day_of_term(day, months) < last_day_of_term(day, months + 2)


@pytest.mark.parametrize(
    ("mode", "host", "partner", "odd"),
    [
        ("villages", "村", "居民区", ""),
        ("villages", "村", "机关", "村居共建在村与居民区之间，这里是村与机关，请核对结对类型。"),
        ("stationed", "居民区", "机关", ""),
        (
            "stationed",
            "居民区",
            "非公企业",
            "共驻共建在村居与驻区单位之间，非公企业一般用“自主共建”，请核对结对类型。",
        ),
        ("stationed", "居民区", "村", "共驻共建在村居与驻区单位之间，村一般用“村居共建”，请核对结对类型。"),
        ("voluntary", "居民区", "社会组织", ""),
        (
            "voluntary",
            "居民区",
            "医院",
            "自主共建在村居与企业、社会组织之间，医院一般用“共驻共建”，请核对结对类型。",
        ),
        ("leaders", "村", "", ""),
    ],
)
def test_a_mode_that_does_not_fit_its_sides_is_said(mode, host, partner, odd):
    assert misfit(mode, host, partner) == odd


def test_the_first_mode_that_fits_is_taken_and_else_the_first():
    modes = ["villages", "stationed", "voluntary"]
    assert [fitting_mode(modes, "村", kind) for kind in ("居民区", "医院", "非公企业")] == modes
    assert fitting_mode(["villages"], "村", "医院") == "villages"


def test_what_was_recorded_counts_by_itself_where_nothing_has_to_be_guessed():
    found = standings([FOUR_EVENTS, MONEY], [deed(7, events=1, funds=3000), deed(8, events=1)])
    assert (found[1].done, found[1].deeds, found[1].is_met) == (2, (7, 8), False)
    assert (found[2].done, found[2].deeds, found[2].met_on) == (3000, (7,), None)


def test_a_commitment_is_met_on_the_day_that_reaches_it():
    days = [dt.date(2026, month, 1) for month in (5, 2, 3)]
    found = standings([MONEY], [deed(n, on=day, funds=2500) for n, day in enumerate(days)])
    assert (found[2].is_met, found[2].met_on, found[2].done) == (True, dt.date(2026, 3, 1), 7500)


def test_two_alike_wait_until_somebody_says_which():
    visits = Promise(3, "events", Decimal(2))
    deeds = [deed(7, events=1), deed(8, events=1, linked=[3]), deed(9, hours=5)]
    found = standings([FOUR_EVENTS, visits], deeds)
    assert (found[1].deeds, found[3].deeds) == ((), (8,))
    assert unattributed([FOUR_EVENTS, visits], deeds) == [7]


def test_a_linked_record_counts_nowhere_else():
    found = standings([FOUR_EVENTS, MONEY], [deed(7, events=1, funds=9000, linked=[1])])
    assert (found[1].done, found[2].done) == (1, 0)


def test_one_without_a_measure_is_met_by_a_record_linked_to_it():
    signs = Promise(3)
    assert standings([signs], [deed(7, events=1)])[3].is_met is False
    assert standings([signs], [deed(7, events=1, linked=[3])])[3].met_on == MARCH


@pytest.mark.parametrize(
    ("done", "due", "late"),
    [(1, dt.date(2026, 6, 30), True), (4, dt.date(2026, 6, 30), False), (1, None, False)],
)
def test_late_is_what_is_due_and_not_met(done, due, late):
    (found,) = standings([FOUR_EVENTS], [deed(7, events=done)]).values()
    assert found.is_late(due, dt.date(2026, 7, 1)) is late


@given(st.permutations([deed(n, on=dt.date(2026, n + 1, 1), events=n, funds=10 * n) for n in range(1, 8)]))
def test_the_order_of_records_changes_nothing(deeds):
    promises = [FOUR_EVENTS, MONEY]
    assert standings(promises, deeds) == standings(promises, sorted(deeds, key=lambda each: each.id))
