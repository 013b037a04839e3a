"""Searching Chinese text: the index finds the characters and pairs, the text itself confirms the words."""

import unicodedata
from typing import Any

import django_filters
from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import StrIndex, Upper
from django.db.models.lookups import GreaterThan
from django.forms import TextInput


class CjkQuery(Func):
    """The grams a text asks for (SQL function `cjk_query`)."""

    function = "cjk_query"
    output_field = SearchQueryField()


class Holds(Func):
    """`column @@ query`. Django's own lookup would read the query as plain text once more."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class Nfkc(Func):
    """A text with full-width letters and digits made plain, as the grams have it."""

    template = "normalize(%(expressions)s, NFKC)"
    output_field = TextField()


def search(queryset: QuerySet, text: str, *, grams: str = "grams", text_field: str = "title") -> QuerySet:
    """Rows whose text holds every word, in any order; spaces, full-width ones too, part the words.

    One and two characters are found as well. A text of nothing but punctuation finds nothing, an empty
    one leaves the list as it is. `grams` is the generated column over `text_field`.
    """
    words = unicodedata.normalize("NFKC", text).split()
    if not words:
        return queryset
    if not any(character.isalnum() for character in "".join(words)):
        return queryset.none()
    queryset = queryset.filter(Holds(F(grams), CjkQuery(Value(" ".join(words)))))
    for word in words:
        queryset = queryset.filter(holds_word(text_field, word))
    return queryset


def holds_word(text_field: str, word: str) -> GreaterThan:
    """By position and not by LIKE: for LIKE on an expression the planner expects next to no rows.

    It would then read and sort all that the grams find, where walking the order of the list to the end of
    the page is cheaper. What a position exceeds it takes for a third of the rows.
    """
    return GreaterThan(StrIndex(Upper(Nfkc(F(text_field))), Upper(Value(word))), 0)


class SearchFilter(django_filters.CharFilter):
    """The `search` field of a list's FilterSet: `search = SearchFilter(text_field="name")`."""

    def __init__(
        self, *, grams: str = "grams", text_field: str = "title", label: str = "搜索", **kwargs: Any
    ) -> None:
        widget = TextInput(attrs={"type": "search", "placeholder": "输入词语,空格分开"})
        super().__init__(label=label, max_length=100, widget=widget, **kwargs)
        self.grams = grams
        self.text_field = text_field

    def filter(self, qs: QuerySet, value: str | None) -> QuerySet:
        return search(qs, value or "", grams=self.grams, text_field=self.text_field)
