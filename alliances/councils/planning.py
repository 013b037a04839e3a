"""The tree of alliances as plain values: its order, its formula ("1+7+14+x"), its picture."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BOX_WIDTH, BOX_HEIGHT = 240, 48
ACROSS, DOWN = BOX_WIDTH + 56, BOX_HEIGHT + 12
"""From one level to the next, and from one row to the next, in units of the picture."""
LONGEST_NAME = 14
"""Characters that fit into a box."""


@dataclass(frozen=True)
class Node:
    """An alliance as far as the tree needs it. `units`: how many member units it has today."""

    id: int
    parent: int | None
    name: str
    kind: str
    label: str = ""
    units: int = 0


@dataclass(frozen=True)
class Placed:
    """A node in the order of the tree, `depth` levels below where the reader began."""

    node: Node
    depth: int


@dataclass(frozen=True)
class Box:
    """A node's box in the picture; `from_x` and `from_y` are where the line from its parent begins."""

    node: Node
    x: int
    y: int
    from_x: int | None = None
    from_y: int | None = None

    @property
    def middle(self) -> int:
        return self.y + BOX_HEIGHT // 2

    @property
    def turn_x(self) -> int:
        """Where the line from the parent turns."""
        return self.x - (ACROSS - BOX_WIDTH) // 2

    @property
    def text_x(self) -> int:
        return self.x + 12

    @property
    def name_y(self) -> int:
        return self.y + 20

    @property
    def meta_y(self) -> int:
        return self.y + 39

    @property
    def short_name(self) -> str:
        """What fits into the box; the table has the whole name."""
        name = self.node.name
        return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


@dataclass(frozen=True)
class Chart:
    boxes: Sequence[Box]
    width: int
    height: int


def children_of(nodes: Iterable[Node]) -> dict[int | None, list[Node]]:
    """The nodes by their parent, in the order given. One whose parent is not among them is a root."""
    nodes = list(nodes)
    known = {node.id for node in nodes}
    by_parent: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes:
        by_parent[node.parent if node.parent in known else None].append(node)
    return by_parent


def in_order(nodes: Iterable[Node]) -> list[Placed]:
    """Each node before what stands below it. Deep trees do not exhaust the stack."""
    by_parent = children_of(nodes)
    waiting = [Placed(node, 0) for node in reversed(by_parent[None])]
    placed: list[Placed] = []
    while waiting:
        here = waiting.pop()
        placed.append(here)
        waiting.extend(Placed(node, here.depth + 1) for node in reversed(by_parent[here.node.id]))
    return placed


def formula(root: Node, nodes: Iterable[Node]) -> list[tuple[int, str]]:
    """How many of each kind stand below the root, itself first: (1, 联席会议), (7, 专委会), …

    静安 calls its own 1+7+14+x: one conference, seven committees, fourteen streets, leagues.
    """
    counts: dict[str, int] = {}
    below = branch(root.id, nodes)
    for node in below:
        if node.id != root.id:
            counts[node.label] = counts.get(node.label, 0) + 1
    return [(1, root.label), *((count, label) for label, count in counts.items())]


def branch(root: int, nodes: Iterable[Node]) -> list[Node]:
    """The node and all below it, in the order of the tree."""
    placed = in_order(nodes)
    start = next((index for index, each in enumerate(placed) if each.node.id == root), None)
    if start is None:
        return []
    depth = placed[start].depth
    end = next(
        (index for index in range(start + 1, len(placed)) if placed[index].depth <= depth), len(placed)
    )
    return [each.node for each in placed[start:end]]


def chart(root: int, nodes: Iterable[Node], *, levels: int = 3) -> Chart:
    """The picture of the branch: levels from left to right, a row for each leaf.

    A parent stands beside the middle of its children. What lies deeper than `levels` is left out.
    """
    placed = in_order(branch(root, nodes))
    shown = [each for each in placed if each.depth < levels]
    rows = _rows(shown)
    boxes: dict[int, Box] = {}
    for each in shown:
        above = boxes.get(each.node.parent or 0)
        boxes[each.node.id] = Box(
            each.node,
            each.depth * ACROSS,
            round(rows[each.node.id] * DOWN),
            above.x + BOX_WIDTH if above else None,
            above.middle if above else None,
        )
    deepest = max((each.depth for each in shown), default=0)
    lowest = max((box.y for box in boxes.values()), default=0)
    return Chart(list(boxes.values()), deepest * ACROSS + BOX_WIDTH, lowest + BOX_HEIGHT)


def _rows(shown: Sequence[Placed]) -> dict[int, float]:
    """The row of each node: leaves one below the other, parents at the middle of theirs."""
    rows: dict[int, float] = {}
    children = children_of(each.node for each in shown)
    leaves = [each.node.id for each in shown if not children[each.node.id]]
    rows.update({node: float(row) for row, node in enumerate(leaves)})
    for each in reversed(shown):
        own = children[each.node.id]
        if own:
            rows[each.node.id] = (rows[own[0].id] + rows[own[-1].id]) / 2
    return rows
