"""What people type about meetings. Every form keeps what was typed when it is refused."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from alliances.councils.models import Alliance, Role
from alliances.meetings.models import AgendaItem, Answer, Meeting, ResolutionKind
from alliances.meetings.states import AgendaState
from alliances.records.fields import FilesField
from members.behalf import BASES
from members.formpages import offer
from members.units.forms import day_field
from members.units.models import Enrolment, Unit

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
LONGEST_OPINION = 200


def basis_field() -> forms.ChoiceField:
    return forms.ChoiceField(label="代办依据", choices=BASES)


class MeetingForm(forms.ModelForm):
    """`alliances` to choose from for a new one. Of a called one the day may need a reason."""

    roles = forms.MultipleChoiceField(
        label="通知哪些成员",
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选为全体成员单位；保存后还可以逐家增减。",
    )
    urgent_reason = forms.CharField(
        label="临时召开原因",
        required=False,
        max_length=200,
        help_text="改到另一天、又来不及按章程提前通知时填写。",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = ["alliance", "kind", "title", "starts_at", "ends_at", "place", "notes", "roles"]
        widgets = {"starts_at": MOMENT, "ends_at": MOMENT, "notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"ends_at": "可不填。", "notes": "议程、需带材料、联系方式等，可不填。"}

    def __init__(self, *args: Any, alliances: QuerySet[Alliance] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if alliances is not None:
            offer(self, "alliance", alliances, empty_label="请选择")
            del self.fields["urgent_reason"]
            return
        del self.fields["alliance"], self.fields["roles"]
        self.initial["version"] = self.instance.version
        if self.instance.called_at is None:
            del self.fields["urgent_reason"]
        else:
            del self.fields["kind"]

    def clean(self) -> Any:
        said = super().clean()
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "结束时间须在开始时间之后。")
        return said

    @property
    def terms(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "roles")}


class UnitsForm(forms.Form):
    """Whom a meeting asks: members ticked by role, and further units of the place."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="成员单位", required=False, widget=forms.CheckboxSelectMultiple
    )
    further = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="其他单位", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, meeting: Meeting, members: Sequence[int], **kwargs: Any) -> None:
        asked = set(meeting.invitations.values_list("unit_id", flat=True))
        kwargs["initial"] = {"units": asked, "further": asked}
        super().__init__(*args, **kwargs)
        rows = Unit.objects.order_by("neighbourhood", "name").only("id", "name")
        offer(self, "units", rows.filter(pk__in=members))
        offer(self, "further", rows.filter(pk__in=enrolled_in(meeting)).exclude(pk__in=members))

    def clean(self) -> dict[str, Any]:
        if not self.chosen:
            self.add_error(None, "请至少勾选一家单位。")
        return self.cleaned_data

    @property
    def chosen(self) -> list[Unit]:
        said = self.cleaned_data
        return [*said.get("units", []), *said.get("further", [])]


def enrolled_in(meeting: Meeting) -> Any:
    rows = Enrolment.objects.active().filter(region__code__startswith=meeting.alliance.region.code)
    return rows.filter(unit__state="active").values("unit_id")


class ReceiptForm(forms.Form):
    answer = forms.ChoiceField(label="回执", choices=Answer.choices, widget=forms.RadioSelect)
    who = forms.CharField(
        label="参会人", required=False, max_length=40, help_text="代会须写明由谁代会；参加可不填。"
    )
    reason = forms.CharField(label="请假原因", required=False, max_length=200, help_text="请假须写。")
    basis = basis_field()

    def __init__(self, *args: Any, on_behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["basis"]


class SayForm(forms.Form):
    """A sentence, needed or not, and where one acts for a unit the basis."""

    opinion = forms.CharField(
        label="说明", max_length=LONGEST_OPINION, widget=forms.Textarea(attrs={"rows": 3})
    )
    basis = basis_field()

    def __init__(
        self, *args: Any, label: str, needed: bool = False, on_behalf: bool | None = None, **kwargs: Any
    ) -> None:
        """`on_behalf` is None where nothing is done in a unit's name; without a label nothing is said."""
        super().__init__(*args, **kwargs)
        if label:
            self.fields["opinion"].label, self.fields["opinion"].required = label, needed
        else:
            del self.fields["opinion"]
        if not on_behalf:
            del self.fields["basis"]


class AgendaForm(forms.ModelForm):
    """提出议题. Whoever runs the meeting may put something on the agenda that no unit proposes."""

    basis = basis_field()

    class Meta:
        model = AgendaItem
        fields = ["unit", "title", "detail", "sort"]
        widgets = {"detail": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"sort": "数字小的排在前面。"}

    def __init__(self, *args: Any, units: QuerySet[Unit], runs: bool, on_behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = offer(self, "unit", units)
        unit.required, unit.empty_label = not runs, "（会议自定，不由单位提出）" if runs else None
        self.fields["basis"].required = False
        if not runs:
            del self.fields["sort"]
        if not on_behalf:
            del self.fields["basis"]


class MinutesForm(forms.Form):
    """`based_on`: the version that was edited, so that nobody overwrites another's."""

    text = forms.CharField(label="纪要", max_length=20000, widget=forms.Textarea(attrs={"rows": 24}))
    reason = forms.CharField(
        label="修改原因",
        max_length=200,
        help_text="原来的版本会保留，参会单位能看到改了什么、为什么改。",
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, last: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["based_on"] = last
        if not last:
            del self.fields["reason"]


class ResolutionForm(forms.Form):
    kind = forms.ChoiceField(
        label="类型",
        choices=ResolutionKind.choices,
        help_text="现场检查发现的问题选“整改事项”，须经复查才能销号。",
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="责任单位", empty_label="请选择")
    text = forms.CharField(label="内容", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = day_field("完成时限", required=True)
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label="议题", required=False, empty_label="（不属于某个议题）"
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Q(invitations__meeting=meeting) | Q(pk__in=enrolled_in(meeting))
        units = Unit.objects.filter(asked).distinct().order_by("neighbourhood", "name")
        offer(self, "unit", units.only("id", "name"))
        offer(self, "item", meeting.agenda.filter(state=AgendaState.ACCEPTED))


class ResolutionChangeForm(forms.Form):
    text = forms.CharField(label="内容", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = day_field("完成时限", required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReportForm(forms.Form):
    report = forms.CharField(
        label="办理情况",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="做了什么、做到哪一步。帮扶家庭只写户数，不写姓名和电话。",
    )
    evidence = FilesField(label="佐证", required=False, help_text="照片或文件，可多选，可不传。")
    basis = basis_field()

    def __init__(self, *args: Any, on_behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["basis"]


class RecheckForm(forms.Form):
    passed = forms.TypedChoiceField(
        label="复查结果",
        choices=[("yes", "已整改到位"), ("no", "还要继续整改")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="复查情况", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    checked_on = day_field("复查日期", help_text="不填为今天。")

    def clean_checked_on(self) -> Any:
        return self.cleaned_data["checked_on"] or timezone.localdate()
