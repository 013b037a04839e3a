"""What is asked before a project is published: whom of last year to ask, whom of the paired to let first."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils import timezone

from members.places.models import MOST_DAYS, policy_of
from projects.listings.forms import DayInput, ListingDecisionForm
from projects.listings.models import Listing
from projects.listings.publishing import PairedFirst, Renewals, last_years_units
from projects.listings.reserving.planning import ends_at, moment_words
from projects.listings.reserving.reading import first_of


class PublishForm(ListingDecisionForm):
    """Without units of last year and without paired ones nothing is asked: publishing is one press."""

    units = forms.MultipleChoiceField(
        label="邀请续认领的单位",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="上一年领办本项目的单位，牵头单位在先，名额用完为止。全部不勾选，就不邀请续认领。",
    )
    until = forms.DateField(
        label="答复期限", widget=DayInput(), help_text="当天结束前可以答复，名额为受邀单位保留到那时。"
    )
    paired_units = forms.MultipleChoiceField(
        label="结对优先的单位",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="今天与发布单位或受益村居结对的单位，优先期内只有它们能认领；受邀续认领的单位不受影响。"
        "发布后不再变动。全部不勾选，就不设优先期。",
    )
    paired_days = forms.IntegerField(label="结对优先天数", min_value=0, max_value=MOST_DAYS)

    def __init__(self, data: Mapping[str, Any] | None, *, listing: Listing, **kwargs: Any) -> None:
        """A press on a page that did not ask yet is asked now, with everything ticked."""
        renewing = last_years_units(listing)
        paired = [(unit.unit_id, f"{unit.name}（与{unit.paired_with}结对）") for unit in first_of(listing)]
        asked = {"until": renewing, "paired_days": paired}
        unasked = any(there and name not in (data or {}) for name, there in asked.items())
        super().__init__(None if unasked else data, **kwargs)
        self._offer("units", "until", renewing)
        self._offer("paired_units", "paired_days", paired)
        policy = policy_of(listing.region) if renewing or paired else None
        if policy and renewing:
            self.fields["until"].initial = timezone.localdate() + dt.timedelta(days=policy.offer_days)
        if policy and paired:
            self.fields["paired_days"].initial = policy.paired_days
            self.fields["paired_days"].help_text = _until_words(listing, policy.paired_days)

    def _offer(self, choice: str, term: str, there: list[tuple[int, str]]) -> None:
        """All of them ticked; without any, neither field."""
        if not there:
            del self.fields[choice], self.fields[term]
            return
        field = cast(forms.MultipleChoiceField, self.fields[choice])
        field.choices = [(str(pk), name) for pk, name in there]
        field.initial = [str(pk) for pk, _ in there]

    @property
    def words(self) -> dict[str, Any]:
        said: dict[str, Any] = {}
        if "units" in self.fields:
            said["renewals"] = Renewals(self._ids("units"), self.cleaned_data["until"])
        if "paired_units" in self.fields:
            said["paired"] = PairedFirst(self._ids("paired_units"), self.cleaned_data["paired_days"])
        return super().words | said

    def _ids(self, name: str) -> frozenset[int]:
        return frozenset(int(pk) for pk in self.cleaned_data[name])


def _until_words(project: Any, days: int) -> str:
    until = ends_at(timezone.now(), days, opens=project.claim_opens_at, closes=project.claim_closes_at)
    counted = f"{days} 天即到 {moment_words(until)} 为止；" if until else ""
    return f"{counted}之后对全部单位开放，不晚于认领截止；认领尚未开始的，从开始那天算起。填 0 不设优先期。"
