"""The planner of suggestions by example, and the words in which it gives its reasons."""

import numpy as np
import pytest

from alliances.pairing.suggesting.grids import Facts, Party, Table
from alliances.pairing.suggesting.planning import Suggestion, Without, places_of, suggest
from alliances.pairing.suggesting.scoring import UNKNOWN, Parts, Point, Weights, metres_between
from alliances.pairing.suggesting.wording import in_one_line, points_words, reasons_of

ALL = Weights(40, 30, 20, 10)
STATIONED = ["stationed"]
VILLAGE = Party(100, "村")


def unit(number, latitude=None, **fields):
    point = Point(latitude, 121.0) if latitude is not None else None
    return Party(number, fields.pop("kind", "机关"), point, **fields)


def village(number, latitude=None, **fields):
    return unit(number, latitude, kind="村", **fields)


def paired(found):
    return {pair.partner: pair.host for pair in found.pairs}


def test_each_gets_the_nearest_as_far_as_that_is_best_for_all():
    units, villages = [unit(1, 30.00), unit(2, 30.01)], [village(100, 30.01), village(101, 30.05)]
    found = suggest(units, villages, STATIONED, Facts(), Weights(100, 0, 0, 0))
    assert paired(found) == {1: 100, 2: 101}


def test_needs_that_can_be_met_outweigh_some_distance():
    units, villages = [unit(1, 30.0, room=1)], [village(100, 30.0), village(101, 30.02)]
    facts = Facts(asked={101: 2}, met=Table([1], [101], np.array([[2]], dtype=np.int32)))
    assert paired(suggest(units, villages, STATIONED, Facts(), ALL)) == {1: 100}
    assert paired(suggest(units, villages, STATIONED, facts, ALL)) == {1: 101}


def test_partners_spread_and_those_who_carry_more_wait():
    units = [unit(number) for number in range(1, 4)]
    villages = [village(100, room=3), village(101, room=3, load=2)]
    found = suggest(units, villages, STATIONED, Facts(), Weights(0, 0, 20, 0))
    assert [(pair.host, pair.ordinal, pair.score) for pair in found.pairs] == [
        (100, 0, 2000),
        (100, 1, 1000),
        (100, 2, 667),
    ]


def test_who_was_paired_before_goes_on():
    facts = Facts(before={101: {1: 2}})
    found = suggest([unit(1)], [village(100), village(101)], STATIONED, facts, ALL)
    assert [(pair.host, pair.before, pair.points.history) for pair in found.pairs] == [(101, 2, 1000)]


def test_without_a_limit_hosts_share_the_partners_evenly():
    assert places_of([VILLAGE, VILLAGE], 3) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_with_a_limit_a_host_has_the_room_that_is_left():
    assert places_of([village(1, room=0), village(2, room=1), village(3, room=9)], 2) == [
        (1, 0),
        (2, 0),
        (2, 1),
    ]


def test_more_units_than_places_and_the_reverse_are_told():
    many = suggest([unit(1), unit(2)], [village(100, room=1)], STATIONED, Facts(), ALL)
    assert (len(many.pairs), set(many.partners.values())) == (1, {Without.NOBODY_LEFT})
    few = suggest([unit(1)], [village(100), village(101)], STATIONED, Facts(), ALL)
    assert (len(few.pairs), set(few.hosts.values())) == (1, {Without.NOBODY_LEFT})


def test_who_stays_without_is_told_why():
    units = [unit(1, room=0), unit(2, kind="两新组织"), unit(3), unit(4)]
    found = suggest(units, [village(100, room=1)], STATIONED, Facts(taken={100: [3]}), ALL)
    assert paired(found) == {4: 100}
    assert found.partners == {1: Without.FULL, 2: Without.NO_FIT, 3: Without.ALL_TAKEN}


def test_one_whom_nobody_may_have_takes_no_place_from_the_others():
    units = [unit(1), unit(2, kind="居民区"), unit(3)]
    found = suggest(units, [village(100), village(101)], STATIONED, Facts(), Weights(0, 0, 1, 0))
    assert sorted(pair.host for pair in found.pairs) == [100, 101]


def test_nobody_is_left_out_for_the_sake_of_higher_scores():
    """Each could have gone on with the next one's host; then the last, who fits one only, had nobody."""
    count = 8
    units = [unit(number) for number in range(count)]
    villages = [village(100 + number, room=1) for number in range(count)]
    fitting = {number: {100 + number, 101 + number} for number in range(count)}
    taken = {each.id: [number for number in fitting if each.id not in fitting[number]] for each in villages}
    before = {101 + number: {number: 1} for number in range(count - 1)}
    found = suggest(units, villages, STATIONED, Facts(taken=taken, before=before), Weights(0, 0, 0, 100))
    assert paired(found) == {number: 100 + number for number in range(count)}


def test_the_first_mode_of_the_round_that_fits_is_meant():
    modes = ["villages", "stationed", "voluntary"]
    units = [unit(1), unit(2, kind="两新组织"), unit(3, kind="居民区")]
    villages = [village(number) for number in (100, 101, 102)]
    found = suggest(units, villages, modes, Facts(), ALL)
    assert {pair.partner: pair.mode for pair in found.pairs} == {
        1: "stationed",
        2: "voluntary",
        3: "villages",
    }


def test_nobody_on_one_side_is_no_trouble():
    assert suggest([unit(1)], [], STATIONED, Facts(), ALL).partners == {1: Without.NO_FIT}
    assert suggest([], [VILLAGE], STATIONED, Facts(), ALL).hosts == {100: Without.NO_FIT}
    assert suggest([], [], STATIONED, Facts(), ALL).pairs == []


def test_a_round_of_posts_fits_nobody():
    found = suggest([unit(1)], [VILLAGE], [], Facts(), ALL)
    assert (found.pairs, found.partners) == ([], {1: Without.NO_FIT})


def test_metres_are_those_of_the_globe():
    here, north, east = Point(30.0, 121.0), Point(30.01, 121.0), Point(30.0, 121.01)
    assert metres_between([here], [here, north, east, None]).tolist() == [[0, 1112, 963, UNKNOWN]]


def test_two_known_by_the_same_street_alone_are_not_next_door():
    units, villages = [unit(1, 30.0, rough=True)], [village(100, 30.0, rough=True), village(101, 30.0)]
    found = suggest(units, villages, STATIONED, Facts(), ALL)
    assert [(pair.host, pair.metres, pair.rough) for pair in found.pairs] == [(101, 0, True)]
    alone = suggest(units, villages[:1], STATIONED, Facts(), ALL)
    assert [pair.metres for pair in alone.pairs] == [UNKNOWN]


def suggestion(**fields):
    said = {
        **{"partner": 1, "host": 2, "mode": "stationed", "metres": 812, "rough": False, "met": 2, "asked": 3},
        **{"partner_load": 0, "host_load": 1, "ordinal": 0, "before": 0},
        "points": Parts(3675, 2000, 1000, 0),
    }
    return Suggestion(**{**said, **fields})


def test_reasons_are_words_and_numbers_that_add_up():
    reasons = reasons_of(suggestion())
    assert in_one_line(reasons) == (
        "距离 0.8 km；可满足 3 项需求中的 2 项；当前结对：村居 1 家、单位 0 家；没有结对过"
    )
    assert [(reason.label, reason.in_points) for reason in reasons] == [
        ("距离", "36.75"),
        ("供需", "20.00"),
        ("均衡", "10.00"),
        ("延续", "0.00"),
    ]
    assert points_words(suggestion().score) == "66.75"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"metres": 20}, "距离不到 0.1 km"),
        ({"metres": 2340, "rough": True}, "距离约 2.3 km（按所在街道估算）"),
        ({"metres": UNKNOWN}, "没有坐标，距离不计分"),
        ({"asked": 0}, "村居没有发布需求"),
        ({"host_load": 0}, "双方当前没有结对"),
        ({"ordinal": 1}, "当前结对：村居 1 家、单位 0 家，村居本次新增的第 2 家"),
        ({"before": 2}, "结对过 2 次"),
    ],
)
def test_every_case_has_its_words(fields, words):
    assert words in [reason.words for reason in reasons_of(suggestion(**fields))]


def test_needs_are_named_three_at_most():
    said = reasons_of(suggestion(), ["路灯", "坡道", "车棚", "书屋"])[1].words
    assert said == "可满足 3 项需求中的 2 项（路灯、坡道、车棚等）"
    assert reasons_of(suggestion(), ["路灯"])[1].words == "可满足 3 项需求中的 2 项（路灯）"
