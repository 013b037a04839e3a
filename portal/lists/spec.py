"""The declaration of a list, one for its page and its API."""

from collections.abc import Mapping
from typing import ClassVar

from django_filters import FilterSet

from portal.lists.ordering import Ordering


class ListSpec:
    """What a list can be asked for. Subclasses say it, nobody makes an instance.

    `orderings` names the orders, `"-published"` being a name like any other: what is not listed
    cannot be asked for, and what is listed has an index. The first one is the default.
    """

    filterset: ClassVar[type[FilterSet] | None] = None
    orderings: ClassVar[Mapping[str, Ordering]] = {"id": Ordering("录入先后", "id")}

    @classmethod
    def default_ordering(cls) -> str:
        return next(iter(cls.orderings))
