"""What rotations say elsewhere: lists, unit file, inspection folder, handover, the line about fairness."""

import datetime as dt

import pytest

from alliances.models import Duty, Swap
from alliances.rotation.fairness import sentence_of
from alliances.rotation.folder import rows_of
from alliances.rotation.handover import next_plan
from alliances.rotation.lists import DutyFilter, SwapList
from alliances.rotation.planning import Place, Stood
from alliances.rotation.reading import Order
from alliances.rotation.unitfile import moved
from portal.exports.inspection.asking import Inspection
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year")]
NOVEMBER, DECEMBER = dt.date(2026, 11, 1), dt.date(2026, 12, 1)


@pytest.fixture
def duties():
    """One a month from October to December, by 甲, 乙, 丙."""
    rotation = make.rotation_of("甲", "乙", "丙", anchor=dt.date(2026, 10, 1))
    seats = list(rotation.seats.order_by("position"))
    return [
        make.DutyFactory(
            rotation=rotation, period=dt.date(2026, 10 + n, 1), planned_seat=seat, holder=seat.unit
        )
        for n, seat in enumerate(seats)
    ]


def at(when):
    return [duty.holder.name for duty in DutyFilter({"when": when}, Duty.objects.order_by("period")).qs]


def test_duties_of_now_of_what_is_ahead_and_of_what_has_begun(duties):
    assert [at(when) for when in ("now", "ahead", "past")] == [["乙"], ["丙"], ["甲", "乙"]]


def test_swaps_are_handed_out_with_what_their_columns_say(duties, django_assert_num_queries):
    make.SwapFactory(duty_a=duties[1], duty_b=duties[2], unit_a=duties[1].holder, unit_b=duties[2].holder)
    with django_assert_num_queries(1):
        (row,) = SwapList.export_rows(Swap.objects.all())
        said = [column.read(row) for column in SwapList.export_columns][1:5]
    assert said == ["乙", "2026年11月", "丙", "2026年12月"]


def test_the_unit_file_says_who_gave_and_who_took(duties):
    first, second = duties[0], duties[1]
    second.holder = first.holder
    assert (moved(second, first.holder), moved(second, second.planned_seat.unit)) == ("接手乙", "让给甲")


def test_the_folder_holds_the_periods_duties_of_the_chosen_units(duties):
    staff = make.staff_of()
    terms = {"region": make.street(), "until": dt.date(2026, 12, 31), "user": staff, "personal": False}
    rows = list(rows_of(Inspection(since=DECEMBER, unit_ids=None, **terms)))
    assert [(row[2], row[3], row[4]) for row in rows] == [("2026年12月", "丙", "丙")]
    chosen = Inspection(since=NOVEMBER, unit_ids=frozenset({duties[1].holder_id}), **terms)
    assert [row[3] for row in rows_of(chosen)] == ["乙"]


def test_where_nobody_follows_the_next_plan_says_so(duties):
    assert next_plan(make.staff_of(), duties[-1]).nothing == "下期轮值单位待定。"


def test_the_fairness_line_without_duties_and_without_two_that_were_there_all_the_time():
    assert sentence_of([], Order([], [], None)) == "还没有公布的轮值。"
    duty = Stood(NOVEMBER, 1, 1, True)
    alone = Order([Place(1, 1, 10, dt.date(2026, 1, 1))], [], None)
    assert sentence_of([duty], alone).startswith("在列时间各不相同")
