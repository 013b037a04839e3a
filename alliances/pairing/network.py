"""Where the units and the lines of a round's network picture stand. Pure: plain values in, numbers out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

ROW, HEAD, MARGIN = 24, 32, 12
LEFT, RIGHT, WIDTH = 330, 590, 920
LONGEST_NAME = 20


@dataclass(frozen=True)
class Line:
    """A pairing between the two sides. Posts stand by the negative of their number."""

    pairing: int
    host: int
    partner: int
    mode: str
    label: str


@dataclass(frozen=True)
class Who:
    """A unit or post by its name, in a group of its side: the kind of unit, or 岗位."""

    id: int
    name: str
    group: str


@dataclass(frozen=True)
class Node:
    who: Who
    y: int

    @property
    def text_y(self) -> int:
        return self.y + 5

    @property
    def short(self) -> str:
        name = self.who.name
        return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


@dataclass(frozen=True)
class Picture:
    """`heads`: the names of groups with their height on either side, hosts first."""

    hosts: Sequence[Node]
    partners: Sequence[Node]
    heads: tuple[Sequence[tuple[str, int]], Sequence[tuple[str, int]]]
    lines: Sequence[tuple[Line, int, int]]
    height: int
    width: int = WIDTH


def picture_of(hosts: Iterable[Who], partners: Iterable[Who], lines: Sequence[Line]) -> Picture:
    """Hosts by group and name; partners by group, then as high as those they are paired with."""
    left, left_heads, left_end = _stacked(sorted(hosts, key=lambda who: (who.group, who.name, who.id)))
    height_of = {node.who.id: node.y for node in left}
    ends: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        ends[line.partner].append(height_of[line.host])
    ordered = sorted(partners, key=lambda who: (who.group, fmean(ends[who.id] or [0]), who.name, who.id))
    right, right_heads, right_end = _stacked(ordered)
    return Picture(
        left,
        right,
        (left_heads, right_heads),
        _drawn(lines, height_of, {node.who.id: node.y for node in right}),
        max(left_end, right_end) + MARGIN,
    )


def _stacked(ordered: Iterable[Who]) -> tuple[list[Node], list[tuple[str, int]], int]:
    """Nodes one below the other with room for the name of each group; where the last one ends."""
    nodes: list[Node] = []
    heads: list[tuple[str, int]] = []
    y = MARGIN
    for who in ordered:
        if not nodes or nodes[-1].who.group != who.group:
            heads.append((who.group, y + HEAD - MARGIN))
            y += HEAD
        nodes.append(Node(who, y + ROW // 2))
        y += ROW
    return nodes, heads, y


def _drawn(
    lines: Iterable[Line], left: Mapping[int, int], right: Mapping[int, int]
) -> list[tuple[Line, int, int]]:
    return [(line, left[line.host], right[line.partner]) for line in lines]
