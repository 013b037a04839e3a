"""What is pledged for a year."""

from typing import Any

from django import forms

from alliances.assessment.forms.bounds import CENT, bound
from alliances.assessment.models import Target
from members.behalf import BASES

SAID = ("quantity", "requirement", "standard")


class TargetForm(forms.ModelForm):
    """`basis` is asked of who acts on behalf."""

    basis = forms.ChoiceField(
        label="代办依据", choices=BASES, required=False, help_text="代登记承诺时必填；只保存拟定目标的不填。"
    )

    class Meta:
        model = Target
        fields = list(SAID)
        help_texts = {
            "requirement": "可不填，如：每季度至少一次。",
            "standard": "可不填，如：有方案、有记录。",
        }

    def __init__(self, *args: Any, behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "quantity", CENT)
        if not behalf:
            del self.fields["basis"]

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SAID}
