"""还可以做的: what a unit could still do, each with the page where it is done. Apps above add theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from members.places.models import Region
from members.units.models import Unit
from portal.registry import Registry


@dataclass(frozen=True, slots=True)
class Possible:
    text: str
    url: str
    detail: str = ""


POSSIBLE: Registry[Callable[[Any, Unit, Region], list[Possible]]] = Registry("thing a unit could still do")
"""(user, unit, street): the nearest first."""


def possible_for(user: Any, unit: Unit, region: Region) -> list[Possible]:
    return [each for find in POSSIBLE for each in find(user, unit, region)]
