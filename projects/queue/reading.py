"""The queue of one user: all sources in one order, by the day they are due."""

from dataclasses import dataclass
from typing import Any

from projects.queue.sources import QUEUE_SOURCES, QueueItem, QueueSource

PAGE_SIZE = 25
LAST_PAGE = 40
"""Nobody pages further by hand: what is decided makes room, and the later ones move up."""


@dataclass(frozen=True)
class Waiting:
    """A row with the name of its source; `key` is what its checkbox sends."""

    source: str
    label: str
    item: QueueItem

    @property
    def key(self) -> str:
        return f"{self.source}:{self.item.ref}"


@dataclass(frozen=True)
class QueuePage:
    rows: list[Waiting]
    counts: dict[str, int]
    number: int
    has_next: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def read_queue(user: Any, only: str = "", number: int = 1) -> QueuePage:
    """A page of what waits for this user's decision; `only` names one source, the counts are of all."""
    end = number * PAGE_SIZE
    batches = {
        name: QUEUE_SOURCES[name].waiting(user, end + 1 if only in ("", name) else 0)
        for name in QUEUE_SOURCES.names()
    }
    rows = [
        Waiting(name, QUEUE_SOURCES[name].label, item)
        for name, batch in batches.items()
        for item in batch.items
    ]
    rows.sort(key=lambda row: (row.item.due_at, row.key))
    counts = {name: batch.total for name, batch in batches.items()}
    return QueuePage(rows[end - PAGE_SIZE : end], counts, number, has_next=len(rows) > end)


def source_of(key: str) -> tuple[QueueSource, str] | None:
    """The source and the ref that a checkbox or a link names; None for anything else."""
    name, _, ref = key.partition(":")
    return (QUEUE_SOURCES[name], ref) if name in QUEUE_SOURCES and ref else None
