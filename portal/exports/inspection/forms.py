"""What is asked before an inspection folder is made."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from portal.exports.inspection.parts import FOLDER_GROUPS, FOLDER_PARTS
from portal.exports.inspection.periods import DAYS, SPANS, days_of
from portal.ledgers.handing_out.giving import LONGEST_REASON
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR
from portal.permits import may

MOST_DAYS = 3 * 366


def day_field(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    words = "只在期间选“自定起止日期”时填写。"
    return forms.DateField(label=label, required=False, widget=widget, help_text=words)


class InspectionForm(forms.Form):
    """A period, the parts (none named: all), the units (none named: all) of one street.

    `options` is what was chosen, for JSON. Names and phones are asked for only where somebody may have them.
    """

    span = forms.ChoiceField(label="期间", choices=list(SPANS.items()), initial="year")
    year = forms.IntegerField(
        label="年度",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="自定起止日期时不用填。",
    )
    since = day_field("起始日期")
    until = day_field("截止日期")
    parts = forms.MultipleChoiceField(
        label="内容", required=False, widget=forms.CheckboxSelectMultiple, help_text="都不勾选即为全部。"
    )

    def __init__(self, data: Any = None, *, region: Any, user: Any) -> None:
        super().__init__(data)
        self.fields["year"].initial = timezone.localdate().year
        named = {name: FOLDER_PARTS[name] for name in FOLDER_PARTS.names()}
        ordered = sorted(named.items(), key=lambda pair: pair[1].number)
        self.fields["parts"].choices = [(name, f"{part.number} {part.label}") for name, part in ordered]  # type: ignore[attr-defined]
        self.fields["parts"].initial = [name for name, _ in ordered]
        for name in FOLDER_GROUPS.names():
            self.fields[name] = _group_field(name, region)
        if may(user, "exports.personal", region):
            self.fields |= _personal_fields()

    @property
    def groups(self) -> list[forms.BoundField]:
        """The fields that choose units, for the page to fold away."""
        return [self[name] for name in FOLDER_GROUPS.names()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("span") == DAYS:
            self._check_days(given)
        elif "span" in given and not given.get("year") and "year" not in self.errors:
            self.add_error("year", "请填写年度。")
        return given

    @property
    def options(self) -> dict[str, Any]:
        given = self.cleaned_data
        own = given["span"] == DAYS
        since, until = (given["since"], given["until"]) if own else days_of(given["year"], given["span"])
        chosen: set[int] = set()
        asked = {name: given[name] for name in FOLDER_GROUPS.names() if given.get(name)}
        for name, keys in asked.items():
            chosen |= FOLDER_GROUPS[name].unit_ids(map(int, keys))
        every = [name for name, _ in self.fields["parts"].choices]  # type: ignore[attr-defined]
        return {
            "since": since.isoformat(),
            "until": until.isoformat(),
            "parts": [name for name in every if name in (given["parts"] or every)],
            "units": sorted(chosen) if asked else None,
        }

    def _check_days(self, given: dict[str, Any]) -> None:
        since, until = given.get("since"), given.get("until")
        if since is None or until is None:
            for name in ("since", "until"):
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, "自定期间要填写起止日期。")
        elif not dt.timedelta(0) <= until - since < dt.timedelta(days=MOST_DAYS):
            self.add_error("until", "截止日期不能早于起始日期，期间最长三年。")
        elif since.year < FIRST_YEAR or until.year > LAST_YEAR:
            self.add_error("since", f"日期应在 {FIRST_YEAR} 年至 {LAST_YEAR} 年之间。")


def _group_field(name: str, region: Any) -> forms.MultipleChoiceField:
    group = FOLDER_GROUPS[name]
    return forms.MultipleChoiceField(
        label=group.label,
        required=False,
        choices=list(group.offered(region)),
        widget=forms.CheckboxSelectMultiple,
        help_text="都不勾选即为全部。",
    )


def _personal_fields() -> dict[str, forms.Field]:
    return {
        "personal": forms.BooleanField(
            label="含联系人和电话",
            required=False,
            help_text="只在确有需要时勾选；谁、何时、为什么导出会记录在案。",
        ),
        "reason": forms.CharField(
            label="用途", required=False, max_length=LONGEST_REASON, help_text="导出联系人和电话时必填。"
        ),
    }
