"""What offices and units type about rotations, their order and their duties."""

from typing import Any

from django import forms

from alliances.rotation.actions.founding import TERMS
from alliances.rotation.models import CADENCES, Rotation
from members.behalf import BASES

DAY = {"type": "date"}


def day_field(label: str, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, help_text=help_text)


class RotationForm(forms.ModelForm):
    """`version` is what was seen when the form was opened."""

    cadence_months = forms.TypedChoiceField(
        label="每期",
        coerce=int,
        choices=[(months, "1 年" if months == 12 else f"{months} 个月") for months in CADENCES],
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Rotation
        fields = ["alliance", *TERMS]
        widgets = {
            "anchor": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "rules": forms.Textarea,
        }

    def __init__(self, *args: Any, alliances: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["alliance"]
            self.initial["version"] = self.instance.version
        else:
            field: Any = self.fields["alliance"]
            field.queryset, field.empty_label = alliances, "请选择"

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TERMS}


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=200)


class SeatForm(forms.Form):
    unit: Any = forms.ModelChoiceField(label="单位", queryset=None, empty_label="请选择")
    position = forms.IntegerField(
        label="次序号",
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text="不填则排在最后；次序号之间留有空档，可插在中间。",
    )


class LeaveForm(ReasonForm):
    until_on = day_field("最后一天", "已公布的轮值不会自动改动，请到待办中逐期调整。")


class ExemptionForm(ReasonForm):
    from_on = day_field("免轮起")
    until_on = day_field("免轮止", "只对还没有公布的轮值起作用；轮空后不补排。")


class OverrideForm(ReasonForm):
    unit: Any = forms.ModelChoiceField(label="改由哪家单位轮值", queryset=None, empty_label="请选择")
    field_order = ["unit", "reason"]


class BasisForm(forms.Form):
    """What is done in a unit's name; staff say on what basis."""

    basis = forms.ChoiceField(label="代办依据", choices=BASES, required=False)

    def __init__(self, *args: Any, behalf: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not behalf:
            del self.fields["basis"]


class DescribeForm(BasisForm):
    theme = forms.CharField(label="本期主题", max_length=100, required=False)
    plan = forms.CharField(
        label="本期安排",
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text="做什么、什么时候、在哪里，三五句话即可。",
    )
    field_order = ["theme", "plan", "basis"]


class HandoverForm(BasisForm):
    note = forms.CharField(
        label="交接说明",
        max_length=4000,
        widget=forms.Textarea,
        help_text="清单里的事项已自动列出，这里写清单之外要接着做的。",
    )
    field_order = ["note", "basis"]


class SwapForm(BasisForm):
    reason = forms.CharField(
        label="原因", max_length=200, required=False, help_text="对方会看到，如：年终决算，人手不够。"
    )
    field_order = ["reason", "basis"]


class AnswerForm(BasisForm):
    reason = forms.CharField(
        label="说明", max_length=200, required=False, help_text="不同意时可写一句，对方会看到。"
    )
    field_order = ["reason", "basis"]
