"""Reading on from a row: the WHERE of a page, written so that PostgreSQL walks the index of the order."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Field, Func, Q, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

from portal.lists.ordering import Key


class Row(Func):
    """A row of values: `ROW(a, b) > ROW(x, y)` is one range of an index over (a, b)."""

    function = "ROW"
    output_field = Field()


def rows_after(
    queryset: QuerySet, keys: Sequence[Key], position: Sequence[Any] | None, limit: int
) -> QuerySet:
    """At most `limit` rows in the order of `keys`, those after the row that has the values `position`.

    One query. Where one condition cannot be one range of the index (mixed directions, nulls), each range
    is read by itself up to the limit and the outer query orders what they found: a page deep inside costs
    what the first page costs. The queryset must be neither distinct, sliced nor combined.
    """
    ordered = queryset.order_by(*[key.order_by() for key in keys])
    if position is None:
        return ordered[:limit]
    ranges = ranges_after(keys, position)
    if len(ranges) == 1:
        return ordered.filter(ranges[0])[:limit]
    found = [ordered.filter(each).values("pk")[:limit] for each in ranges]
    return ordered.filter(pk__in=found[0].union(*found[1:], all=True))[:limit]


def ranges_after(keys: Sequence[Key], position: Sequence[Any]) -> Sequence[Q | GreaterThan | LessThan]:
    """The rows after `position` as disjoint ranges, each served by one stretch of the index."""
    if not any(key.nullable for key in keys) and len({key.descending for key in keys}) == 1:
        return [row_comparison(keys, position)]
    ranges: list[Q] = []
    so_far = Q()
    for key, value in zip(keys, position, strict=True):
        ranges += [so_far & beyond for beyond in key.beyond(value)]
        so_far &= key.same(value)
    return ranges


def row_comparison(keys: Sequence[Key], position: Sequence[Any]) -> GreaterThan | LessThan:
    beyond = LessThan if keys[0].descending else GreaterThan
    here = [Value(value, output_field=key.field) for key, value in zip(keys, position, strict=True)]
    return beyond(Row(*[key.path for key in keys]), Row(*here))
