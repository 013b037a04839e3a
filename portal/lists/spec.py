"""The declaration of a list, one for its page and its API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django_filters import FilterSet

from portal.lists.ordering import Ordering
from portal.workbooks.columns import Shown


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of a list handed out as a file. `read` gives a row's value.

    Names and phones of contacts never stand in one: with right and reason they are in the ledgers.
    """

    header: str
    read: Callable[[Any], Any]
    shown: Shown = Shown.TEXT
    width: int = 14


class ListSpec:
    """What a list can be asked for. Subclasses say it, nobody makes an instance.

    `orderings` names the orders, `"-published"` being a name like any other: what is not listed
    cannot be asked for, and what is listed has an index. The first one is the default.

    `export_columns` is what the list says as a file called `export_name`; every list with a page has some.
    """

    filterset: ClassVar[type[FilterSet] | None] = None
    orderings: ClassVar[Mapping[str, Ordering]] = {"id": Ordering("录入先后", "id")}

    export_name: ClassVar[str] = ""
    export_columns: ClassVar[tuple[ExportColumn, ...]] = ()

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        """The rows with all that the columns read; a page's rows may have left some of it out."""
        return queryset

    @classmethod
    def default_ordering(cls) -> str:
        return next(iter(cls.orderings))
