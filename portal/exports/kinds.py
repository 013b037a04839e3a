"""What can be asked for as a file made by a job. `ready()` registers who makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from portal.exports.models import Export
from portal.registry import Registry

Tell = Callable[[int, int, str], None]
"""Told how far it is: steps done, steps in all, what is being done (in Chinese)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How much it will come to, before anything is made."""

    files: int = 0
    bytes: int = 0

    def __add__(self, other: "Estimate") -> "Estimate":
        return Estimate(self.files + other.files, self.bytes + other.bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportKind:
    """One kind of export.

    `form(data, region=…, user=…)` checks what was chosen and gives it as `form.options`, which JSON can hold;
    `title` names it; `estimate` looks, `make` writes the bytes of what an Export row asks for.
    """

    label: str
    ending: str
    form: Callable[..., Any]
    title: Callable[[dict[str, Any]], str]
    estimate: Callable[[Export], Estimate]
    make: Callable[[Export, IO[bytes], Tell], None]


EXPORTS: Registry[ExportKind] = Registry("kind of export")
