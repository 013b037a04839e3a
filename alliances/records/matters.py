"""What a record served: claims, pairings, orders. Each capability that records serve says how here.

Records lie below those capabilities and know none of them: each registers its kind in `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alliances.records.models import Record
from portal.registry import Registry


@dataclass(frozen=True)
class Matter:
    """One thing that a record served, as the record's page shows it."""

    id: int
    label: str
    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class MatterKind:
    """A kind of thing that records serve.

    `shown(user, record)` gives those a person may see, in a constant number of queries.
    `enter(account, *, by, ids, units, neighbourhoods, basis)` writes a record for the things with these
    ids and links it to them; ids that this person may not see are a ValidationError.
    """

    label: str
    shown: Callable[[Any, Record], list[Matter]]
    enter: Callable[..., Record]


RECORD_MATTERS: Registry[MatterKind] = Registry("kind of thing that records serve")


def matters_of(user: Any, record: Record) -> dict[str, list[Matter]]:
    """By the name of their kind, what the record served."""
    return {name: RECORD_MATTERS[name].shown(user, record) for name in RECORD_MATTERS.names()}
