"""A filter in force, in words: 类别：爱心帮扶."""

from datetime import date
from typing import Any

from django.db.models import Model
from django.forms import BoundField, Field
from django.utils.encoding import force_str
from django.utils.formats import date_format


def shown_value(field: BoundField, value: Any) -> str:
    if value is True:
        return force_str(field.label)
    return f"{field.label}：{value_in_words(field.field, value)}"


def value_in_words(field: Field, value: Any) -> str:
    if isinstance(value, Model):
        return field.label_from_instance(value) if hasattr(field, "label_from_instance") else str(value)
    if isinstance(value, slice):
        start, stop = (value_in_words(field, end) if end else "" for end in (value.start, value.stop))
        return f"{start}至{stop}"
    if isinstance(value, date):
        return date_format(value)
    if not isinstance(value, str) and hasattr(value, "__iter__"):
        return "、".join(value_in_words(field, each) for each in value)
    return choice_label(field, value)


def choice_label(field: Field, value: Any) -> str:
    """The label of a choice, also one inside a group; anything else as it was typed."""
    for key, label in getattr(field, "choices", ()):
        group = label if isinstance(label, list | tuple) else [(key, label)]
        for each, text in group:
            if str(each) == str(value):
                return force_str(text)
    return str(value)
