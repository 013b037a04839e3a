"""A list as a page: rows, filter form, links; whole, or only its `#list` part for HTMX."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.forms import BoundField, Form, MultiWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_filters import FilterSet

from portal.lists.exporting import FORMATS, PARAMETER, exported
from portal.lists.labels import shown_value
from portal.lists.paging import Slice, asked_ordering, read_slice
from portal.lists.spec import ListSpec

COUNT_CAP = 1000
LIST_PART = "list"


@dataclass(frozen=True)
class Choice:
    """A link of the list: a filter in force with the address without it, or an order."""

    label: str
    url: str
    value: str = ""
    current: bool = False


@dataclass
class ListPage:
    """What a list template needs; `queryset` is filtered, `slice` is the page of it that is shown."""

    request: HttpRequest
    spec: type[ListSpec]
    queryset: QuerySet
    slice: Slice
    filters: FilterSet | None

    @property
    def form(self) -> Form | None:
        return self.filters.form if self.filters else None

    @property
    def rows(self) -> list[Any]:
        return self.slice.rows

    @property
    def next_url(self) -> str:
        return self.url(cursor=self.slice.next) if self.slice.next else ""

    @property
    def previous_url(self) -> str:
        return self.url(cursor=self.slice.previous) if self.slice.has_previous else ""

    @property
    def ordering(self) -> str:
        return asked_ordering(self.spec, self.request.GET)

    @property
    def orderings(self) -> list[Choice]:
        return [
            Choice(each.label, self.url(cursor=None, ordering=name), name, current=name == self.ordering)
            for name, each in self.spec.orderings.items()
        ]

    @property
    def exports(self) -> list[Choice]:
        """The list as a file, for whoever is signed in; nothing to hand out where it is empty."""
        if not self.request.user.is_authenticated or not self.rows:
            return []
        plain = {"cursor": None, "page_size": None}
        return [
            Choice(label, self.url(**plain, **{PARAMETER: ending}), ending)
            for ending, label in FORMATS.items()
        ]

    @property
    def active_filters(self) -> list[Choice]:
        """The filters in force, each with the address of the list without it."""
        return [
            Choice(shown_value(field, value), self.url(cursor=None, **dict.fromkeys(parameters_of(field))))
            for field, value in self.filled_fields()
        ]

    @cached_property
    def total(self) -> str:
        """How many rows the filters leave, counted to a thousand: "112" or "1000+"."""
        count = self.queryset.order_by().values("pk")[: COUNT_CAP + 1].count()
        return str(count) if count <= COUNT_CAP else f"{COUNT_CAP}+"

    def but_for(self, name: str) -> QuerySet:
        """The rows that all filters but this one leave: another value of it chooses among them."""
        if self.filters is None:
            return self.queryset
        rows = self.filters.queryset
        for each, value in self.filters.form.cleaned_data.items():
            rows = rows if each == name else self.filters.filters[each].filter(rows, value)
        return rows

    def filled_fields(self) -> Iterator[tuple[BoundField, Any]]:
        values = getattr(self.form, "cleaned_data", {})
        for field in self.form or []:
            value = values.get(field.name)
            if value not in field.field.empty_values and value is not False:
                yield field, value

    def url(self, **changes: str | None) -> str:
        """This list's address with some parameters changed (None takes one away) and all others kept."""
        parameters = self.request.GET.copy()
        for name, value in changes.items():
            parameters.pop(name, None)
            if value is not None:
                parameters[name] = value
        return f"{self.request.path}?{parameters.urlencode()}"

    def render(
        self, request: HttpRequest, template: str, context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page; for an HTMX request into `#list`, only the partial `list` of the same template.

        Where the address asks for the list as a file, that.
        """
        if (file := exported(self)) is not None:
            return file  # type: ignore[return-value]  # a response like any other
        htmx = getattr(request, "htmx", None)
        part = f"{template}#{LIST_PART}" if htmx and htmx.target == LIST_PART else template
        response = render(request, part, {"page": self, **(context or {})})
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response


def list_page(request: HttpRequest, spec: type[ListSpec], queryset: QuerySet, **known: Any) -> ListPage:
    """The page of `queryset` that the request asks for. One query; raises BadListParameter.

    A filter that is not valid filters nothing, and the form says what is wrong with it. `known` is what
    the list's FilterSet takes besides.
    """
    given = {"queryset": queryset, "request": request, **known}
    filters = spec.filterset(request.GET, **given) if spec.filterset else None
    filtered = filters.qs if filters else queryset
    shown = read_slice(filtered, spec, request.GET)
    return ListPage(request, spec, filtered, shown, filters)


def parameters_of(field: BoundField) -> list[str]:
    """The query parameters that a form field reads: one, or several for a range."""
    widget = field.field.widget
    if not isinstance(widget, MultiWidget):
        return [field.html_name]
    return [part["name"] for part in widget.get_context(field.html_name, None, {})["widget"]["subwidgets"]]
