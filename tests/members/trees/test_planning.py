"""A flat list becomes the tree it is. Pure functions."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.trees.planning import Branch, branches_of, structure_of


@dataclass(frozen=True)
class Node:
    pk: int
    parent_id: int | None = None


def shape(branches: list[Branch]) -> list:
    return [(branch.node.pk, shape(branch.parts)) for branch in branches]


def every(branches: list[Branch]) -> list[Branch]:
    return [each for branch in branches for each in (branch, *every(branch.parts))]


def test_each_node_hangs_under_its_parent() -> None:
    nodes = [Node(1), Node(2, 1), Node(3, 2), Node(4, 1)]
    assert shape(branches_of(nodes)) == [(1, [(2, [(3, [])]), (4, [])])]


def test_a_node_whose_parent_one_does_not_see_stands_at_the_top() -> None:
    assert shape(branches_of([Node(5, 1), Node(6, 5)])) == [(5, [(6, [])])]


def test_the_first_levels_are_unfolded_to_begin_with() -> None:
    chain = every(branches_of([Node(1), Node(2, 1), Node(3, 2)]))
    assert [(branch.depth, branch.is_open) for branch in chain] == [(0, True), (1, True), (2, False)]


@given(st.lists(st.integers(0, 100), max_size=20))
def test_no_node_is_lost_and_none_stands_twice(above: list[int]) -> None:
    """The n-th node stands under the one drawn for it, where that one came before."""
    nodes = [Node(pk, parent if parent < pk else None) for pk, parent in enumerate(above)]
    shown = every(branches_of(nodes))
    assert sorted(branch.node.pk for branch in shown) == [node.pk for node in nodes]
    assert all(part.node.parent_id == branch.node.pk for branch in shown for part in branch.parts)


@pytest.mark.parametrize(
    ("counts", "written"), [([1, 17, 49], "1+17+49"), ([0, 3, 0], "3"), ([0, 0], ""), ([], "")]
)
def test_counts_are_written_as_people_write_them(counts: list[int], written: str) -> None:
    assert structure_of(counts) == written
