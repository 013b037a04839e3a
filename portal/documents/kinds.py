"""Kinds of documents the portal can write. Apps register theirs in `AppConfig.ready()`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.document import Document as Paper

from portal.registry import Registry

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """A name a template may use: what it stands for, and an example."""

    meaning: str
    sample: str

    @property
    def columns(self) -> dict[str, "Word"]:
        return {}


@dataclass(frozen=True, slots=True)
class Rows:
    """A name that stands for the rows of a table; `columns` are the names within a row."""

    meaning: str
    columns: Mapping[str, Word]

    @property
    def sample(self) -> list[dict[str, str]]:
        return [{name: word.sample for name, word in self.columns.items()}]


Placeholder = Word | Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """One kind of document: `builtin` lays out the portal's own template with `{{ placeholders }}` in it,
    `context` fills them for a subject as far as this user may see it.

    Placeholders are asked for late: those of the unit file come from registries that fill up at start.
    """

    label: str
    purpose: str
    placeholders: Callable[[], Mapping[str, Placeholder]]
    builtin: Callable[[], Paper]
    context: Callable[[Any, Any], Context]

    @property
    def sample(self) -> Context:
        return {name: each.sample for name, each in self.placeholders().items()}


DOCUMENT_KINDS: Registry[DocumentKind] = Registry("kind of document")

DOCUMENT_PLACES: Registry[Callable[[Any], Any]] = Registry("answer to whose templates one sees")
"""One entry: user → the streets, as a queryset, whose templates this user sees."""


def places_of(user: Any) -> Any:
    return next(iter(DOCUMENT_PLACES))(user)
