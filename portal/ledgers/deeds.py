"""What taking a ledger in did to the rows of tables, written down so that it can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from portal.ledgers.changes import Changes


@dataclass(slots=True)
class Deed:
    """`before`: what overwritten fields said, and what hung on the row; `version`: the row's right after."""

    created: bool
    version: int
    before: dict[str, Any] = field(default_factory=dict)


class Deeds:
    """Each row once, however often one ledger touched it: what it first said is what it goes back to."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, int], Deed] = {}

    def created(self, things: Iterable[Model]) -> None:
        for thing in things:
            self.of[label_of(thing), thing.pk] = Deed(True, version_of(thing))

    def changed(self, changed: Mapping[Any, Changes]) -> None:
        for thing, changes in changed.items():
            self.overwritten(thing, {name: change.before for name, change in changes.items()})

    def overwritten(self, thing: Model, before: Mapping[str, Any]) -> None:
        deed = self.of.setdefault((label_of(thing), thing.pk), Deed(False, version_of(thing)))
        deed.version = max(deed.version, version_of(thing))
        deed.before = {**before, **deed.before}


def label_of(thing: Model | type[Model]) -> str:
    """members.unit."""
    return thing._meta.label_lower


def version_of(thing: Model) -> int:
    """Things without a version, such as categories, are as they were made."""
    return getattr(thing, "version", 0)
