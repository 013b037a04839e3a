"""What meets a need, by words, category, way, audience, distance and pairing."""

from hypothesis import given
from hypothesis import strategies as st

from alliances.pairing.suggesting.scoring import UNKNOWN
from projects.matching.planning import Asked, Offered, Source, match_of, matches_of
from projects.matching.words import common_words, pairs_in, without

BIKES = Asked("非机动车棚", category="设施改善", wanted="资金", for_whom="老年居民")


def offered(title="非机动车停车场", **fields):
    said = {"source": Source.RESOURCE, "id": 1, "unit": 7, "category": "阵地场所"} | fields
    return Offered(title=title, **said)


def reasons(asked, offer):
    return [(reason.words, reason.points) for reason in match_of(asked, offer).reasons]


def test_a_text_is_pairs_of_neighbours_without_those_that_say_nothing():
    assert pairs_in("社区家电2026 ＡＢ") == {"区家", "家电", "ab"}


def test_words_in_common_come_in_one_piece():
    assert common_words("小家电维修，法律", pairs_in("家电维修技师") | {"法律"}) == ["家电维修", "法律"]
    assert common_words("家电修理班法律", {"家电", "法律"}) == ["家电", "法律"]


def test_a_publishers_name_is_no_word_of_its_need():
    assert without("东林居民区东林路灯", "东林居民区").strip() == "东林路灯"
    assert without("路灯", "") == "路灯"


def test_a_word_in_both_titles_makes_a_match():
    assert reasons(BIKES, offered()) == [("都提到“非机动车”", 4500)]


def test_longer_words_than_two_pairs_count_no_more():
    assert reasons(Asked("非机动车停放"), offered("非机动车停放点")) == [("都提到“非机动车停放”", 4500)]


def test_a_word_of_one_title_may_stand_in_the_others_text():
    assert reasons(BIKES, offered("停车", text="可放非机动车")) == [("都提到“非机动车”", 4500)]
    assert reasons(Asked("停放", text="没有车棚"), offered("车棚")) == [("都提到“车棚”", 3000)]


def test_two_texts_alone_make_none():
    assert match_of(Asked("甲乙", text="路灯"), offered("丙丁", text="路灯")) is None


def test_a_category_of_the_same_sort_makes_a_match():
    asked = Asked("甲", category="文化演出")
    assert reasons(asked, offered("乙", category="文艺演出")) == [("类别相近：文艺演出", 1500)]
    assert match_of(Asked("甲", category="志愿服务"), offered("乙", category="政策服务")) is None
    assert reasons(Asked("甲", category="服务"), offered("乙", category="服务")) == [("类别相近：服务", 1500)]


def test_the_way_that_is_wanted_makes_a_match():
    asked = Asked("节日演出", wanted="场地、专业力量")
    assert reasons(asked, offered("报告厅")) == [("期望方式相符：场地", 1500)]
    assert match_of(asked, offered("报告厅", source=Source.WORK)) is None


def test_for_whom_it_is_makes_a_match_better_but_none():
    assert reasons(BIKES, offered(audience="老年人"))[1:] == [("服务对象相符：老年人", 500)]
    assert reasons(BIKES, offered(audience="全体居民"))[1:] == [("服务对象相符：全体居民", 500)]
    assert match_of(BIKES, offered("义诊", audience="老年人")) is None


def test_near_ones_and_partners_come_first():
    near, paired = offered(metres=2500), offered(paired=True)
    assert reasons(BIKES, near)[1:] == [("距离 2.5 km", 750)]
    assert reasons(BIKES, paired)[1:] == [("已是结对单位", 1000)]
    rough = offered(metres=20_000, rough=True)
    assert reasons(BIKES, rough)[1:] == [("距离约 20.0 km（按所在街道估算）", 0)]


def test_of_the_work_of_a_unit_the_best_is_shown():
    work = [offered("非机", source=Source.WORK, id=1), offered("非机动车", source=Source.WORK, id=2)]
    other = offered("非机", source=Source.WORK, id=3, unit=8)
    found = matches_of(BIKES, [*work, other, offered(id=4)], 10)
    assert [match.offered.id for match in found] == [4, 2, 3]


def test_no_more_than_asked_for():
    assert len(matches_of(BIKES, [offered(id=n, unit=n) for n in range(9)], 4)) == 4


offers = st.lists(
    st.builds(
        Offered,
        source=st.sampled_from(Source),
        id=st.integers(1, 9),
        unit=st.integers(1, 4),
        title=st.sampled_from(["车棚", "非机动车", "路灯", "会议室"]),
        category=st.sampled_from(["设施改善", "资金物资", ""]),
        audience=st.sampled_from(["", "老年人", "全体居民"]),
        metres=st.integers(0, 20_000) | st.just(UNKNOWN),
        paired=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda each: (each.source, each.id, each.unit),
)


@given(offers, st.randoms(use_true_random=False))
def test_the_order_in_which_they_come_changes_nothing(rows, chance):
    assert matches_of(BIKES, chance.sample(rows, len(rows)), 5) == matches_of(BIKES, rows, 5)


@given(offers)
def test_the_points_add_up_and_are_never_more_than_a_hundred(rows):
    for match in matches_of(BIKES, rows, 9):
        assert 0 < match.score == sum(reason.points for reason in match.reasons) <= 10_000
