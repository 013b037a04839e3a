"""Filters by id: for the API and for links."""

import django_filters
from django import forms

from portal.ids import LARGEST_ID


def id_filter(field_name: str, label: str) -> django_filters.NumberFilter:
    """Rows whose `field_name` is this id. On a page it is carried along unseen."""
    return django_filters.NumberFilter(
        label=label, field_name=field_name, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput
    )
