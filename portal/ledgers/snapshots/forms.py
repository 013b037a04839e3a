"""What is asked before a snapshot is taken."""

from typing import Any

from django import forms
from django.utils import timezone

from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR


class SnapshotForm(forms.Form):
    region: forms.ModelChoiceField = forms.ModelChoiceField(None, label="街道（镇）", empty_label=None)
    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    title = forms.CharField(
        label="名称", max_length=100, help_text="如：2026 年第三季度报送。保存后不能修改或删除。"
    )
    reported_to = forms.CharField(
        label="报送给", max_length=100, required=False, help_text="如：区委组织部。"
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = places  # type: ignore[attr-defined]
        self.fields["year"].initial = timezone.localdate().year
