"""Parts of an inspection folder and groups of units to choose from. Apps register theirs in `ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from portal.exports.inspection.asking import Inspection
from portal.exports.inspection.folder import Folder
from portal.exports.kinds import Estimate
from portal.registry import Registry

WORKBOOK = Estimate(files=1, bytes=200_000)
"""What one workbook comes to, roughly: against photos it hardly counts."""


def one_workbook(ask: Inspection) -> Estimate:
    return WORKBOOK


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPart:
    """A part: `fill` adds its files to the folder, only what the asking person may see."""

    number: str
    label: str
    fill: Callable[[Folder], None]
    estimate: Callable[[Inspection], Estimate] = one_workbook


FOLDER_PARTS: Registry[FolderPart] = Registry("part of an inspection folder")
"""By the name that options use. The weight says the order, which is that of the numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroup:
    """A way to choose whom a folder is about: what is offered in a region, and which units that names."""

    label: str
    offered: Callable[[Any], Iterable[tuple[int, str]]]
    unit_ids: Callable[[Iterable[int]], set[int]]


FOLDER_GROUPS: Registry[UnitGroup] = Registry("group of units in a folder's form")
"""By the name of the form's field; other groups than single units, such as alliances, come beside."""


def chosen_parts(names: Iterable[str]) -> list[FolderPart]:
    """In the order of the folder, whatever the order they were chosen in."""
    return sorted(
        (FOLDER_PARTS[name] for name in names if name in FOLDER_PARTS), key=lambda part: part.number
    )
