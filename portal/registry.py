"""What the front door gathers from the apps above it.

Each app fills these in its `AppConfig.ready()`; the portal reads them and knows no app by name.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Entries by name, in the order of their `weight`. A name registered twice is an error at start."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._entries: dict[str, tuple[int, Entry]] = {}

    def register(self, name: str, entry: Entry, *, weight: int = 100) -> None:
        if name in self._entries:
            raise ValueError(f"{self.what} {name!r} is registered already")
        self._entries[name] = (weight, entry)

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name][1]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return (entry for _, entry in sorted(self._entries.values(), key=lambda pair: pair[0]))

    def names(self) -> list[str]:
        return sorted(self._entries)
