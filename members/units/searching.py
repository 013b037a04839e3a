"""Units on the search page, by their names and by what else they are called."""

import unicodedata
from typing import Any

from django.db.models import F, Func, Q, TextField, Value
from django.urls import reverse

from members.units.models import Unit
from portal.lists.search import search
from portal.search_page import Hit, SearchSource


class Joined(Func):
    """The texts of an array, one a line."""

    function = "ARRAY_TO_STRING"
    output_field = TextField()


def find_units(user: Any, words: str, limit: int) -> list[Hit]:
    """Units whose name holds every word, or one of whose aliases (or its place's) does. One query."""
    named = search(Unit.objects.all(), words, text_field="name").values("pk")
    rows = Unit.objects.visible_to(user).alias(
        own=Joined(F("aliases"), Value("\n")), places=Joined(F("neighbourhood__aliases"), Value("\n"))
    )
    fitting = rows.filter(Q(pk__in=named) | also_called("own", words) | also_called("places", words))
    shown = fitting.select_related("kind").defer("grams", "custom").order_by("name", "pk")[:limit]
    return [Hit(unit.name, reverse("unit", args=[unit.pk]), meta_of(unit)) for unit in shown]


def also_called(aliases: str, words: str) -> Q:
    texts = unicodedata.normalize("NFKC", words).split()
    return Q(*[Q((f"{aliases}__icontains", text)) for text in texts])


def meta_of(unit: Unit) -> str:
    state = "" if unit.state == "active" else unit.get_state_display()
    return " · ".join(filter(None, [str(unit.kind), "、".join(unit.aliases), state]))


UNITS = SearchSource("单位", find_units, lambda: reverse("units"))
