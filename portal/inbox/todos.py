"""待办: what waits for a person. Computed from the states of things, never stored.

Each app registers functions that look at its own tables; this module only puts their answers in order.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from portal.registry import Registry

SHOWN_AT_ONCE = 50
SOON = dt.timedelta(days=3)


@dataclass(frozen=True)
class Todo:
    """One thing to do. `verb` is the word on its button, `url` the one page where it is done.

    `count` says how many matters stand behind it, where several are done on one page.
    """

    kind: str
    title: str
    detail: str
    url: str
    due_at: dt.datetime | None = None
    verb: str = "办理"
    count: int = 1


@dataclass(frozen=True)
class TodoBatch:
    """What one source found: its most urgent items, at most as many as asked for, and how many there are."""

    items: list[Todo]
    total: int


TodoSource = Callable[[Any, int], TodoBatch]
TODO_SOURCES: Registry[TodoSource] = Registry("source of to-dos")


@dataclass(frozen=True)
class TodoList:
    """To-dos by urgency. `total` counts also those that did not fit on the page."""

    late: list[Todo] = field(default_factory=list)
    soon: list[Todo] = field(default_factory=list)
    other: list[Todo] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        shown = [*self.late, *self.soon, *self.other]
        return max(0, self.total - sum(todo.count for todo in shown))


def todos_of(user: Any, limit: int = SHOWN_AT_ONCE) -> TodoList:
    """This person's to-dos from all sources, the most urgent `limit` of them."""
    batches = [source(user, limit) for source in TODO_SOURCES]
    items = [item for batch in batches for item in batch.items]
    return by_urgency(items, sum(batch.total for batch in batches), timezone.now(), limit)


def count_todos(user: Any) -> int:
    """How many matters wait for this person; the sources only count."""
    return sum(source(user, 0).total for source in TODO_SOURCES)


def by_urgency(items: list[Todo], total: int, now: dt.datetime, limit: int) -> TodoList:
    """Late, due within three days, and the rest, each with the nearest date first and undated ones last."""
    dated = sorted((todo for todo in items if todo.due_at), key=lambda todo: todo.due_at or now)
    shown = [*dated, *(todo for todo in items if not todo.due_at)][:limit]
    late = [todo for todo in shown if todo.due_at and todo.due_at < now]
    soon = [todo for todo in shown if todo.due_at and now <= todo.due_at <= now + SOON]
    return TodoList(late, soon, [todo for todo in shown if todo not in (*late, *soon)], total)
