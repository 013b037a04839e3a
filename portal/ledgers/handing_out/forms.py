"""What is asked before ledgers are handed out."""

from typing import Any

from django import forms
from django.utils import timezone

from portal.ledgers.handing_out.giving import LONGEST_REASON
from portal.ledgers.handing_out.sheets import ledger_kinds
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR, LEDGER_SHEETS

DATA, SHOWN, EMPTY = "data", "shown", "empty"
CONTENTS = [
    (DATA, "全部内容，含草稿"),
    (SHOWN, "只要已发布的"),
    (EMPTY, "空表，带下拉选项"),
]


class LedgerExportForm(forms.Form):
    """Whose ledgers, of which year, which sheets; names and phones only where somebody may have them."""

    region: forms.ModelChoiceField = forms.ModelChoiceField(None, label="街道（镇）", empty_label=None)
    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    content = forms.ChoiceField(
        label="内容",
        choices=CONTENTS,
        initial=DATA,
        help_text="要改好后再导入的，选全部内容；报送、存档的，选已发布的；刚开始登记的，选空表。",
    )
    kinds = forms.MultipleChoiceField(label="工作表", widget=forms.CheckboxSelectMultiple)
    personal = forms.BooleanField(
        label="含联系人和电话",
        required=False,
        help_text="只在确有需要时勾选；谁、何时、为什么导出会记录在案。",
    )
    reason = forms.CharField(
        label="用途", required=False, max_length=LONGEST_REASON, help_text="导出联系人和电话时必填。"
    )

    def __init__(self, *args: Any, places: Any, may_have_personal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = places  # type: ignore[attr-defined]
        self.fields["year"].initial = timezone.localdate().year
        kinds = ledger_kinds()
        self.fields["kinds"].choices = [(kind, LEDGER_SHEETS[kind].spec.tab) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["kinds"].initial = kinds
        if not may_have_personal:
            del self.fields["personal"], self.fields["reason"]
