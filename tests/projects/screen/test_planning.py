"""Tiles of the big screen, as plain values."""

import datetime as dt

from projects.screen.planning import (
    MOST_TILES,
    SECONDS_EACH,
    Column,
    Shown,
    Tile,
    columns_of,
    tile_of,
    turned,
)

NOW = dt.datetime(2026, 11, 27, 14, 32, tzinfo=dt.UTC)


def project(title="五龙村亮灯工程", claimed=0, capacity=1, latest=None, category="建设管理", place="五龙村"):
    return Shown(1, category, place, title, claimed, capacity, latest)


def test_a_tile_says_the_place_once_and_the_name_shortly():
    tile = tile_of(project("五龙村：老旧小区楼道照明设施改造"), NOW)
    assert (tile.place, tile.name) == ("五龙村", "老旧小区楼道照…")


def test_what_follows_the_name_of_a_neighbourhood_is_left_out():
    assert tile_of(project("东林居民区邻里节", place="东林居民区"), NOW) == Tile(
        1, "东林", "邻里节", "waiting"
    )


def test_a_title_that_is_the_place_stays():
    assert tile_of(project("五龙村"), NOW).name == "五龙村"


def test_states_of_a_tile():
    old, young = NOW - dt.timedelta(hours=1), NOW - dt.timedelta(seconds=59)
    states = [
        tile_of(each, NOW).state
        for each in (
            project(),
            project(claimed=1, capacity=2, latest=old),
            project(claimed=1, latest=old),
            project(claimed=3, capacity=None, latest=old),
            project(claimed=1, latest=young),
        )
    ]
    assert states == ["waiting", "partly", "taken", "taken", "fresh"]


def test_what_nobody_has_claimed_is_hidden_unless_asked_for_but_counted():
    rows = [project(), project(claimed=1)]
    (hidden,), (all_of_them,) = (columns_of(rows, NOW, waiting=asked) for asked in (False, True))
    assert [len(hidden.tiles), len(all_of_them.tiles)] == [1, 2]
    assert (hidden.taken, hidden.all) == (1, 2)


def column(name, tiles):
    return Column(name, tiles, tiles, [Tile(n, "村", "名", "taken") for n in range(tiles)])


def test_more_than_fit_turn_over_with_whole_columns():
    columns = [column("甲", 60), column("乙", 60), column("丙", 50)]
    first, second, again = (turned(columns, SECONDS_EACH * turn) for turn in range(3))
    assert ([each.name for each in first[0]], first[1:]) == (["甲"], (1, 2))
    assert ([each.name for each in second[0]], second[1:]) == (["乙", "丙"], (2, 2))
    assert again == first


def test_one_column_longer_than_the_screen_stands_alone():
    assert turned([column("甲", MOST_TILES + 5)], 0)[2] == 1


def test_nothing_published_is_one_empty_page():
    assert turned([], 0) == ([], 1, 1)
