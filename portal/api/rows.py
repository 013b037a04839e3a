"""Rows of a list straight from the database into JSON, described by a serializer.

A ModelSerializer builds an object per row and walks every field in Python: a page of a hundred costs ten
times the query. A RowSerializer is read once for its fields' sources, selects exactly those columns, and
pairs names with values. The schema is made from it as from any serializer.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import serializers

Column = tuple[str, str, Callable[[Any], Any] | None]
"""Name in the answer, path in the database, and what a value goes through on the way, if anything."""


class RowSerializer(serializers.Serializer):
    """Every field has a plain source: a column, a path (`source="unit.name"`) or an annotation.

    Values go out as they are stored. What needs Python does not belong in a list's row; a choice's label,
    say, is the client's matter or an annotation.
    """

    @classmethod
    def select(cls, queryset: QuerySet) -> QuerySet:
        """The queryset as tuples of this serializer's columns."""
        return queryset.values_list(*[path for _, path, _ in columns_of(cls)])

    @classmethod
    def dicts(cls, rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
        """The rows by name. Anything that a row has beyond the columns (key values) is left out."""
        columns = columns_of(cls)
        names = [name for name, _, _ in columns]
        found = [dict(zip(names, row, strict=False)) for row in rows]
        for name, convert in [(name, convert) for name, _, convert in columns if convert]:
            for row in found:
                row[name] = None if row[name] is None else convert(row[name])
        return found


@cache
def columns_of(row_class: type[RowSerializer]) -> list[Column]:
    return [
        (name, (field.source or name).replace(".", "__"), conversion(field))
        for name, field in row_class().fields.items()
    ]


def conversion(field: serializers.Field) -> Callable[[Any], Any] | None:
    """The database speaks UTC and returns Decimals; serializers say local time and what the field says."""
    if isinstance(field, serializers.DateTimeField):
        return timezone.localtime
    if isinstance(
        field, serializers.DecimalField | serializers.FileField | serializers.SerializerMethodField
    ):
        return field.to_representation
    return None
