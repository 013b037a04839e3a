"""What is asked before a carried project is published: which of last year's units to ask, and until when."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from members.places.models import policy_of
from projects.listings.forms import DayInput, ListingDecisionForm
from projects.listings.models import Listing
from projects.listings.publishing import Renewals, last_years_units


class PublishForm(ListingDecisionForm):
    """Without units of last year nothing is asked: publishing is one press."""

    units = forms.MultipleChoiceField(
        label="邀请续认领的单位",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="上一年领办本项目的单位，牵头单位在先，名额用完为止。全部不勾选，就不邀请续认领。",
    )
    until = forms.DateField(
        label="答复期限", widget=DayInput(), help_text="当天结束前可以答复，名额为受邀单位保留到那时。"
    )

    def __init__(self, data: Mapping[str, Any] | None, *, listing: Listing, **kwargs: Any) -> None:
        """A press on a page that did not ask yet is asked now, with everything ticked."""
        there = last_years_units(listing)
        super().__init__(None if there and "until" not in (data or {}) else data, **kwargs)
        if not there:
            del self.fields["units"], self.fields["until"]
            return
        self.fields["units"].choices = [(str(pk), name) for pk, name in there]  # type: ignore[attr-defined]
        self.fields["units"].initial = [str(pk) for pk, _ in there]
        days = policy_of(listing.region).offer_days
        self.fields["until"].initial = timezone.localdate() + dt.timedelta(days=days)

    @property
    def words(self) -> dict[str, Any]:
        if "units" not in self.fields:
            return super().words
        units = frozenset(int(pk) for pk in self.cleaned_data["units"])
        return super().words | {"renewals": Renewals(units, self.cleaned_data["until"])}
