"""审核台: what waits for an office's decision, whatever it is. Each capability registers its own kind."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.registry import Registry


@dataclass(frozen=True)
class QueueItem:
    """One row. `ref` names it within its source; `hints` counts what should be looked at before deciding.

    `first`: which paired units approving it lets claim before the others, in words.
    """

    ref: str
    title: str
    detail: str
    due_at: dt.datetime
    hints: int = 0
    first: str = ""


@dataclass(frozen=True)
class QueueBatch:
    """What one source found: its earliest due items, at most as many as asked for, and how many there are."""

    items: list[QueueItem]
    total: int


@dataclass(frozen=True)
class Side:
    """The panel that shows one item: a template and what it shows under the name `side`.

    `verbs` are the decisions it takes, name to label: "approve", "return", "not-adopt". Where `return`
    is missing, sending back in bulk refuses this kind of item. `missing` stops nobody: the result of an
    approval says it. `asks_days`: approving it lets paired units claim first, for days that can be changed.
    """

    title: str
    template: str
    verbs: dict[str, str]
    shows: dict[str, Any] = field(default_factory=dict)
    missing: Sequence[str] = ()
    asks_days: bool = False


@dataclass(frozen=True)
class Decision:
    """A verb and an opinion. `paired_days`: how long paired units claim first; None is as the office set."""

    verb: str
    opinion: str = ""
    paired_days: int | None = None


@dataclass(frozen=True)
class QueueSource:
    """How one kind of matter stands in the queue.

    `waiting(user, limit)`: what this user may decide, the earliest due first; limit=0 only counts.
    `side(user, ref)`: the panel, or None where it is not there or not visible.
    `decide(user, ref, decision)`: calls the action, raises its refusals, returns the URL of its undo.
    """

    label: str
    waiting: Callable[[Any, int], QueueBatch]
    side: Callable[[Any, str], Side | None]
    decide: Callable[[Any, str, Decision], str]


QUEUE_SOURCES: Registry[QueueSource] = Registry("source of the queue")
