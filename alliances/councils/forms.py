"""What an office types about alliances."""

from typing import Any

from django import forms
from django.utils import timezone

from alliances.councils.actions.founding import TERMS
from alliances.councils.models import Alliance, ConcurrentMember, Membership, Role
from members.formpages import offer
from members.units.forms import day_field
from members.units.models import Enrolment, Unit

DAY = {"type": "date"}


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs=DAY, format="%Y-%m-%d")


class AllianceForm(forms.ModelForm):
    """`version` is what was seen when the form was opened."""

    charter_file = forms.FileField(
        label="章程文件",
        required=False,
        help_text="PDF 或 Word，不超过 20 MB。",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Alliance
        fields = ["region", *TERMS]
        widgets = {
            "founded_on": day_input(),
            "charter": forms.Textarea(attrs={"rows": 8}),
            "purpose": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "parent": "没有上级的留空。",
            "notice_days": "发会议通知须早于开会多少天；临时召开要写明原因。",
            "sort": "同一上级之下，数字小的排在前面。",
        }

    def __init__(self, *args: Any, places: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", parents, empty_label="（无）")
        if self.instance.pk:
            del self.fields["region"]
            self.initial["version"] = self.instance.version
        else:
            offer(self, "region", places).initial = places.first()

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*TERMS, "charter_file")}


class JoinForm(forms.Form):
    """Several units join by one decision."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="单位",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少勾选一家单位。"},
    )
    role = forms.ChoiceField(label="身份", choices=Role.choices, initial=Role.MEMBER)
    from_on = day_field("加入日期", help_text="不填为今天。")
    joined_by = forms.CharField(
        label="加入依据", required=False, max_length=100, help_text="会议决定或文号，可不填。"
    )

    def __init__(self, *args: Any, alliance: Alliance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "units", units_to_join(alliance))


def units_to_join(alliance: Alliance) -> Any:
    """Units on the rolls of the alliance's place that are not in it today."""
    enrolled = Enrolment.objects.active().filter(region__code__startswith=alliance.region.code)
    inside = alliance.memberships.in_force().values("unit_id")
    rows = Unit.objects.filter(pk__in=enrolled.values("unit_id"), state="active")
    return rows.exclude(pk__in=inside).order_by("neighbourhood", "name").only("id", "name")


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="新身份", choices=Role.choices)
    from_on = day_field("从哪天起", help_text="不填为今天。")
    joined_by = forms.CharField(label="依据", required=False, max_length=100)


class LeaveForm(forms.Form):
    until_on = day_field("最后一天", help_text="不填为今天。")
    left_by = forms.CharField(label="退出依据", max_length=100, help_text="会议决定或单位来函。")


class CorrectionForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["role", "from_on", "until_on", "joined_by", "left_by"]
        widgets = {"from_on": day_input(), "until_on": day_input()}


class ConcurrentMemberForm(forms.ModelForm):
    class Meta:
        model = ConcurrentMember
        fields = ["unit", "name", "post", "title", "from_on", "until_on", "decided_by"]
        widgets = {"from_on": day_input(), "until_on": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["unit"]
            return
        today = timezone.localdate()
        inside = self.instance.alliance.memberships.in_force(today).values("unit_id")
        offer(self, "unit", Unit.objects.filter(pk__in=inside).order_by("name"), empty_label="请选择")

    @property
    def terms(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "unit"}
