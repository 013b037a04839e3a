"""Pages of a list by position instead of by number: no page is slow, none repeats or skips a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from portal.lists.cursors import BadListParameter, Cursor, decode
from portal.lists.keyset import rows_after
from portal.lists.ordering import Key
from portal.lists.spec import ListSpec

PAGE_SIZE = 25
LARGEST_PAGE = 200
KEY_COLUMN = "_key_{}"
"""Key values travel with the rows under this name, whether rows are objects, dicts or tuples."""


@dataclass(frozen=True)
class Slice:
    """One page of rows and the cursors of its neighbours. A neighbour without a cursor is the first page."""

    rows: list[Any]
    next: str | None
    previous: str | None
    has_previous: bool


def read_slice(queryset: QuerySet, spec: type[ListSpec], parameters: Mapping[str, str]) -> Slice:
    """The page that the query parameters ask for. One query; raises BadListParameter."""
    name, size = asked_ordering(spec, parameters), asked_size(parameters)
    keys = spec.orderings[name].bind(queryset)
    cursor = decode(parameters["cursor"], name, keys) if parameters.get("cursor") else None
    queryset = queryset.annotate(**{KEY_COLUMN.format(i): F(key.path) for i, key in enumerate(keys)})
    backward = cursor is not None and cursor.backward
    walked = [key.reversed() for key in keys] if backward else keys
    rows = list(rows_after(queryset, walked, cursor.position if cursor else None, size + 1))
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    return neighbours(
        rows, name, keys, has_next=backward or more, has_previous=more if backward else cursor is not None
    )


def neighbours(
    rows: list[Any], name: str, keys: Sequence[Key], *, has_next: bool, has_previous: bool
) -> Slice:
    """A page that turns out empty (its rows went away meanwhile) leads back to the first page."""
    if not rows:
        return Slice(rows, None, None, has_previous or has_next)
    first, last = (
        Cursor(name, backward, key_values(row, len(keys)))
        for row, backward in ((rows[0], True), (rows[-1], False))
    )
    return Slice(
        rows, last.encode() if has_next else None, first.encode() if has_previous else None, has_previous
    )


def key_values(row: Any, count: int) -> list[Any]:
    if isinstance(row, tuple):
        return list(row[-count:])
    names = [KEY_COLUMN.format(i) for i in range(count)]
    return [row[name] for name in names] if isinstance(row, dict) else [getattr(row, name) for name in names]


def asked_ordering(spec: type[ListSpec], parameters: Mapping[str, str]) -> str:
    name = parameters.get("ordering") or spec.default_ordering()
    if name not in spec.orderings:
        raise BadListParameter("bad_ordering", f"不能按这一项排序,可用的有:{'、'.join(spec.orderings)}。")
    return name


def asked_size(parameters: Mapping[str, str]) -> int:
    text = parameters.get("page_size") or str(PAGE_SIZE)
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0):
        raise BadListParameter("bad_page_size", "每页条数须为正整数,最多 200。")
    return min(int(text), LARGEST_PAGE)


class KeysetPagination(BasePagination):
    """The same pages for the REST framework. The view's `spec` says the orders.

    `count` is an exact count and grows with the rows, so it comes only with `?count=true`.
    """

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        spec = getattr(view, "spec", ListSpec)
        self.url = request.build_absolute_uri()
        self.count = queryset.count() if request.query_params.get("count") == "true" else None
        self.slice = read_slice(queryset, spec, request.query_params)
        return self.slice.rows

    def get_paginated_response(self, data: Any) -> Response:
        neighbours = {"next": self.next_url(), "previous": self.previous_url(), "results": data}
        return Response(neighbours if self.count is None else {"count": self.count, **neighbours})

    def next_url(self) -> str | None:
        return replace_query_param(self.url, "cursor", self.slice.next) if self.slice.next else None

    def previous_url(self) -> str | None:
        if self.slice.previous:
            return replace_query_param(self.url, "cursor", self.slice.previous)
        return remove_query_param(self.url, "cursor") if self.slice.has_previous else None

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        url = {"type": "string", "format": "uri", "nullable": True, "example": None}
        properties = {"count": {"type": "integer", "example": 1}, "next": url, "previous": url}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": properties | {"results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = list(getattr(view, "spec", ListSpec).orderings)
        return [
            query_parameter("cursor", {"type": "string"}, "翻页位置,取自 next 或 previous"),
            query_parameter(
                "page_size", {"type": "integer", "minimum": 1, "default": 25}, "每页条数,超过 200 按 200"
            ),
            query_parameter("ordering", {"type": "string", "enum": names, "default": names[0]}, "排序"),
            query_parameter("count", {"type": "boolean", "default": False}, "为 true 时给出总数 count"),
        ]


def query_parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
