"""How what a sheet wrote into a table is taken back; said by the app that takes the sheet in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from portal.workflow.machine import Machine


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTable:
    """A table that a sheet writes to.

    `owned`: models whose rows belong to a row and go with it. `by_the_way`: rows are made on behalf of
    others (categories), so they stay where somebody uses them by now. `restore`: puts back what hung on a
    row, as the deed noted it. `machine`: whose trail tells of it.
    """

    model: type[Model]
    owned: tuple[type[Model], ...] = ()
    by_the_way: bool = False
    restore: Callable[[Any, Mapping[str, Any]], None] | None = None
    machine: Machine | None = None
