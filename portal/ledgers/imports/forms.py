"""What is asked before a ledger is read."""

from typing import Any

from django import forms
from django.utils import timezone

from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR


class UploadForm(forms.Form):
    """A workbook, whose it is and of which year. What is in it is seen by a job, not here."""

    region: forms.ModelChoiceField = forms.ModelChoiceField(None, label="街道（镇）", empty_label=None)
    year = forms.IntegerField(
        label="年度",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="清单归入这一年；没有写年份的日期按这一年计。",
    )
    file = forms.FileField(
        label="台账文件",
        help_text="Excel 工作簿（.xlsx），不超过 20 MB。表头、列的次序、工作表名称照原来的，不必改。",
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = places  # type: ignore[attr-defined]
        self.fields["year"].initial = timezone.localdate().year
