"""Orders of a list: several keys, each up or down, nulls last, and `id` as the tie-breaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Field, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import OrderBy


@dataclass(frozen=True)
class Key:
    """One key of an order, bound to a column or annotation."""

    path: str
    field: Field
    nullable: bool
    descending: bool = False
    nulls_first: bool = False

    def reversed(self) -> Key:
        """The same key read from the other end."""
        return Key(
            self.path, self.field, self.nullable, not self.descending, self.nullable and not self.nulls_first
        )

    def order_by(self) -> OrderBy:
        """Says where nulls go only if there can be any: a plain index does not serve DESC NULLS LAST."""
        first, last = (
            (self.nulls_first or None, not self.nulls_first or None) if self.nullable else (None, None)
        )
        return OrderBy(F(self.path), descending=self.descending, nulls_first=first, nulls_last=last)

    def same(self, value: Any) -> Q:
        return Q((f"{self.path}__isnull", True)) if value is None else Q((self.path, value))

    def beyond(self, value: Any) -> list[Q]:
        """The stretches of rows that come later by this key alone, each one range of an index."""
        null, filled = (Q((f"{self.path}__isnull", is_null)) for is_null in (True, False))
        if value is None:
            return [filled] if self.nulls_first else []
        further = Q((f"{self.path}__{'lt' if self.descending else 'gt'}", value))
        return [further, null] if self.nullable and not self.nulls_first else [further]


class Ordering:
    """A named order of a list: its Chinese label and its keys, `"-published_at"` for downwards.

    `id` is added as the last key, in the direction of the key before it, so that one index
    (keys…, id) read forward or backward serves the order. A key that can be null needs an index that
    says so when it goes down: `F("due_on").desc(nulls_last=True)`.
    """

    def __init__(self, label: str, *keys: str) -> None:
        self.label = label
        last_down = bool(keys) and keys[-1].startswith("-")
        named = [key.removeprefix("-") for key in keys]
        tie_breaker = [] if "id" in named else ["-id" if last_down else "id"]
        self.keys = [*keys, *tie_breaker]

    def bind(self, queryset: QuerySet) -> list[Key]:
        """The keys with their fields, as this queryset knows them."""
        return [bound_key(queryset, text) for text in self.keys]


def bound_key(queryset: QuerySet, text: str) -> Key:
    path = text.removeprefix("-")
    annotation = queryset.query.annotations.get(path)
    field, nullable = (annotation.output_field, True) if annotation else column(queryset, path)
    return Key(path, field, nullable, descending=text.startswith("-"))


def column(queryset: QuerySet, path: str) -> tuple[Field, bool]:
    """The field at the end of a path such as `unit__name`, and whether anything on the way can be null."""
    model, nullable = queryset.model, False
    for name in path.split(LOOKUP_SEP):
        field = model._meta.get_field(name)
        nullable = nullable or field.null
        model = field.related_model
    return getattr(field, "target_field", field), nullable
