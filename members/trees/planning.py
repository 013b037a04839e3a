"""A flat list of nodes as the tree it is. Pure functions on anything with `pk` and `parent_id`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

OPEN_TO_BEGIN_WITH = 2
"""How many levels a page unfolds by itself."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A node with all that stands under it; `depth` is 0 at the top."""

    node: Any
    depth: int = 0
    parts: list["Branch"] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.depth < OPEN_TO_BEGIN_WITH


def branches_of(nodes: Iterable[Any]) -> list[Branch]:
    """The nodes as trees, in the order they came. A node whose parent is not among them stands at the top.

    Parents come before what stands under them, as `in_order` gives them.
    """
    known: dict[int, Branch] = {}
    tops: list[Branch] = []
    for node in nodes:
        above = known.get(node.parent_id)
        branch = Branch(node, above.depth + 1 if above else 0)
        (above.parts if above else tops).append(branch)
        known[node.pk] = branch
    return tops


def structure_of(counts: Iterable[int]) -> str:
    """How many there are of each level as people write it: 1+17+49. Levels without any are left out."""
    return "+".join(str(count) for count in counts if count)
