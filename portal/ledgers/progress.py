"""How far taking a ledger in is, in rows of the workbook: they are read first, then each is gone through."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

EVERY = 500
"""Rows between two tellings; a teller drops what comes too often."""

Tell = Callable[[int, int, str], None]
"""Told how far it is: rows done, rows in all, what is being done (in Chinese)."""

Row = TypeVar("Row")


def tell_nobody(done: int, total: int, said: str) -> None:
    """For whoever does not wait to be told."""


@dataclass(slots=True)
class RowProgress:
    """Of one ledger. `total` rows are to be done, of which `done` are."""

    tell: Tell = tell_nobody
    total: int = 1
    done: int = 0
    said: str = ""

    def begin(self, said: str, *, done: int, total: int) -> None:
        """Something new is being done, and told at once."""
        self.said, self.done, self.total = said, done, max(total, 1)
        self._say()

    def through(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, counted while they are gone through. A sheet may have more than were expected."""
        for number, row in enumerate(rows, 1):
            yield row
            self.done += 1
            if number % EVERY == 0:
                self._say()

    def _say(self) -> None:
        self.tell(min(self.done, self.total), self.total, self.said)
