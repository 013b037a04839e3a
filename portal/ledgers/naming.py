"""Finding the thing a cell names: by its name, by one of its aliases, or saying what it may have meant."""

import difflib
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from portal.ledgers.cells.text import compact
from portal.ledgers.problems import CellProblem

Thing = TypeVar("Thing")

SUGGESTIONS = 3
MOST_SEARCHES = 200
"""So many names that fit nothing get suggestions: comparing with all others takes its time."""


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """How names are compared: 上海ＡＢＣ（集团） is 上海abc(集团)."""
    return compact(name)


class NameIndex(Generic[Thing]):
    """Things by what they are called. A name goes before an alias of the same words."""

    def __init__(self) -> None:
        self.named: dict[str, Thing] = {}
        self.also: dict[str, dict[Thing, str]] = {}
        self.shown: dict[str, str] = {}
        self._near: dict[str, list[str]] = {}

    def add(self, thing: Thing, name: str, aliases: Iterable[str] = ()) -> None:
        self.named.setdefault(name_key(name), thing)
        self.shown.setdefault(name_key(name), name)
        for alias in aliases:
            self.also.setdefault(name_key(alias), {})[thing] = name

    def get(self, name: str) -> Thing | None:
        """None where nothing is called so. CellProblem where several things are."""
        key = name_key(name)
        if key in self.named:
            return self.named[key]
        called = self.also.get(key, {})
        if len(called) > 1:
            raise CellProblem(f"“{name}”是{'、'.join(called.values())}的别名，请写全称")
        return next(iter(called), None)

    def find(self, name: str, otherwise: str) -> Thing:
        """Where nothing is called so: CellProblem with the reason `otherwise`, and what may be meant."""
        found = self.get(name)
        if found is None:
            near = "、".join(self.near(name))
            raise CellProblem(otherwise + (f"。您是不是要填：{near}" if near else ""))
        return found

    def near(self, name: str) -> list[str]:
        key = name_key(name)
        if key not in self._near:
            searching = len(self._near) < MOST_SEARCHES
            found = difflib.get_close_matches(key, self.shown, n=SUGGESTIONS) if searching else []
            self._near[key] = [self.shown[close] for close in found]
        return self._near[key]
