"""Bounds that the database holds, said at the field where something was typed."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

CENT = Decimal("0.01")


def bound(form: forms.BaseForm, name: str, least: Any, most: Any = None) -> None:
    """No less than `least`, and no more than `most` where there is one."""
    field = form.fields[name]
    limits = {"min": (least, MinValueValidator)} | (
        {} if most is None else {"max": (most, MaxValueValidator)}
    )
    for attribute, (limit, validator) in limits.items():
        field.validators = [*field.validators, validator(limit)]
        field.widget.attrs[attribute] = limit
