"""The tree of alliances as plain values."""

from hypothesis import given
from hypothesis import strategies as st

from alliances.councils.planning import DOWN, Node, branch, chart, formula, in_order


def node(pk, parent=None, label="专委会", units=0):
    return Node(pk, parent, f"组织{pk}", "committee", label, units)


JINGAN = [
    node(1, label="联席会议"),
    *(node(10 + n, 1) for n in range(7)),
    *(node(20 + n, 1, "街镇联席会议") for n in range(14)),
    *(node(40 + n, 11, "党建联盟") for n in range(2)),
]


def test_the_formula_of_jingan_is_1_7_14_x():
    counted = formula(JINGAN[0], JINGAN)
    assert sorted(counted) == sorted([(1, "联席会议"), (7, "专委会"), (14, "街镇联席会议"), (2, "党建联盟")])
    assert counted[0] == (1, "联席会议")


def test_a_branch_has_what_stands_below_and_nothing_beside():
    assert [each.id for each in branch(11, JINGAN)] == [11, 40, 41]


def test_a_branch_of_nobody_is_empty():
    assert branch(99, JINGAN) == []


def test_one_whose_parent_is_not_seen_stands_alone():
    assert [(each.node.id, each.depth) for each in in_order([node(5, parent=4)])] == [(5, 0)]


def test_in_the_chart_a_parent_stands_beside_the_middle_of_its_children():
    picture = chart(1, [node(1), node(2, 1), node(3, 1), node(4, 1)])
    places = {box.node.id: (box.x, box.y) for box in picture.boxes}
    assert places[1][1] == places[3][1] == DOWN
    assert places[2][0] == places[4][0] > places[1][0]


def test_the_chart_leaves_out_what_lies_deeper_than_asked():
    deep = [node(1), node(2, 1), node(3, 2), node(4, 3)]
    assert [box.node.id for box in chart(1, deep, levels=2).boxes] == [1, 2]


def test_a_long_name_is_cut_to_what_fits():
    name = "南京西路商圈区域化党建服务联盟理事会"
    picture = chart(1, [Node(1, None, name, "league")])
    assert picture.boxes[0].short_name == "南京西路商圈区域化党建服务…"[:13] + "…"


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_every_node_stands_once_after_its_parent_and_no_two_boxes_overlap(parents):
    nodes = [node(index + 1, parent if parent <= index else None) for index, parent in enumerate(parents)]
    order = [each.node.id for each in in_order(nodes)]
    assert sorted(order) == [each.id for each in nodes]
    seen = {each.id: each.parent for each in nodes}
    assert all(order.index(seen[pk]) < order.index(pk) for pk in order if seen[pk] in seen)
    boxes = chart(1, nodes, levels=99).boxes
    assert len({(box.x, box.y) for box in boxes}) == len(boxes)


def test_a_chain_of_a_thousand_is_no_trouble():
    chain = [node(1), *(node(n, n - 1) for n in range(2, 1001))]
    assert in_order(chain)[-1].depth == 999
