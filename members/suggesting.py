"""A text field that offers words to choose from and takes any other: districts have words of their own."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BaseForm


class SuggestInput(forms.TextInput):
    template_name = "members/suggest.html"

    def __init__(self, words: Iterable[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.words = list(words)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        listed = f"{context['widget']['attrs'].get('id', name)}-words"
        context["widget"]["attrs"]["list"] = context["words_id"] = listed
        context["words"] = self.words
        return context


def suggest(form: BaseForm, name: str, first: Iterable[str], rows: QuerySet) -> None:
    """Offer these words, then those that the rows have in the field of this name."""
    used = rows.order_by(name).exclude(**{name: ""}).values_list(name, flat=True).distinct()
    field = form.fields[name]
    field.widget = SuggestInput(dict.fromkeys([*first, *used]), field.widget.attrs)
