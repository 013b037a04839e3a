"""Cells of a project's row in the ledger that other records fill in, over what a ledger once said there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from portal.registry import Registry
from projects.listings.models import Project


@dataclass(frozen=True, slots=True)
class LiveCells:
    """`parts`: what is read along with projects; `cells`: what is on record, by column key (in `CLAIMED`).

    A cell that is left out stays as it was written.
    """

    parts: Callable[[], Iterable[Prefetch]]
    cells: Callable[[Project], Mapping[str, str]]


LIVE_CELLS: Registry[LiveCells] = Registry("cells of projects that other records fill in")


def live_parts() -> list[Prefetch]:
    return [part for live in LIVE_CELLS for part in live.parts()]


def live_cells(project: Project) -> dict[str, str]:
    """Expects a project read with `live_parts`."""
    return {key: text for live in LIVE_CELLS for key, text in live.cells(project).items()}
