"""A move of a listing or a claim as pages offer it: words, and what it asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from members.behalf import acts_on_behalf
from portal.workflow.machine import Move


@dataclass(frozen=True)
class Verb:
    """`reason`: one must say why. `in_name`: done in the name of the unit, so staff say on what basis.

    `checks`: what to look at before it is done. `back`: it leads away from closing, or back on the way.
    """

    move: Move
    act: Callable[..., Any]
    done: str
    help: str = ""
    reason: bool = False
    in_name: bool = False
    phrases: tuple[str, ...] = ()
    checks: Callable[[Any], Sequence[Any]] | None = None
    back: bool = False

    @property
    def name(self) -> str:
        return self.move.verb

    @property
    def label(self) -> str:
        return self.move.label

    def asks(self, user: Any, thing: Any) -> bool:
        """Whether something has to be looked at or filled in before it can be done."""
        return self.checks is not None or self.reason or self.asks_basis(user, thing)

    def asks_basis(self, user: Any, thing: Any) -> bool:
        """`thing` has a `unit_id` and a `region_id`."""
        return self.in_name and acts_on_behalf(user, thing.unit_id, thing.region_id)
