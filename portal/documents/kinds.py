"""Kinds of documents the portal can write. Apps register theirs in `AppConfig.ready()`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.document import Document as Paper

from portal.registry import Registry

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name a template may use: what it stands for, and an example. A list is for rows of a table."""

    meaning: str
    sample: str | list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """One kind of document: `builtin` lays out the portal's own template with `{{ placeholders }}` in it,
    `context` fills them for a subject as far as this user may see it.
    """

    label: str
    placeholders: Mapping[str, Placeholder]
    builtin: Callable[[], Paper]
    context: Callable[[Any, Any], Context]

    @property
    def sample(self) -> Context:
        return {name: each.sample for name, each in self.placeholders.items()}


DOCUMENT_KINDS: Registry[DocumentKind] = Registry("kind of document")
