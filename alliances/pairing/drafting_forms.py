"""The form of a draft: who with whom, for how long, and its undertakings as rows."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory

from alliances.pairing.models import MEASURES, POST_MODES, Commitment, Mode, Post, Programme, Side
from members.formpages import offer
from members.units.forms import day_field
from members.units.models import Enrolment, Unit, UnitState

MOST_ROWS = 30
TEXT = ("mode", "from_on", "until_on", "aim", "terms")


class TextForm(forms.Form):
    """What a draft says. `modes` are the round's."""

    mode = forms.ChoiceField(label="结对类型", required=False)
    from_on = day_field("起始日期", help_text="不填为今天；批次还没有开始的，从它开始那天起。")
    until_on = day_field("截止日期", help_text="不填按批次的协议期限。")
    aim = forms.CharField(
        label="共建目标", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    terms = forms.CharField(
        label="共建内容",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写进协议的文字。有数量和期限的，写在下面的共建事项里，完成情况由纪实自动计算。",
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modes: Any = self.fields["mode"]
        modes.choices = [("", "（按双方性质）"), *((mode, Mode(mode).label) for mode in programme.modes)]


class ChangeForm(TextForm):
    """A draft that is there has its mode and days; `version` is what was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modes: Any = self.fields["mode"]
        modes.choices = modes.choices[1:]
        for name in ("mode", "from_on", "until_on"):
            self.fields[name].required = True
            self.fields[name].help_text = ""


class DraftForm(TextForm):
    """`own`: ids of the units one drafts for; None for the office, which drafts for any."""

    host = forms.ModelChoiceField(label="村居（企业）", queryset=Unit.objects.none(), empty_label="请选择")
    partner = forms.ModelChoiceField(
        label="结对单位", queryset=Unit.objects.none(), required=False, empty_label="请选择"
    )
    post = forms.ModelChoiceField(
        label="或：岗位",
        queryset=Post.objects.none(),
        required=False,
        empty_label="请选择",
        help_text="双结对、企业指导员选岗位，不选单位。",
    )
    field_order = ("host", "partner", "post", *TEXT)

    def __init__(
        self, *args: Any, programme: Programme, own: Collection[int] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, programme=programme, **kwargs)
        self.own = own
        units = units_of_round(programme)
        offer(self, "host", hosts_among(units, programme.modes))
        offer(self, "partner", units)
        if any(mode in POST_MODES for mode in programme.modes):
            offer(self, "post", Post.objects.filter(region=programme.region_id).order_by("title"))
        else:
            del self.fields["post"]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        sides = {unit.pk for name in ("host", "partner") if (unit := said.get(name))}
        if self.own is not None and sides and not sides & set(self.own):
            self.add_error(None, "请选择本单位作为其中一方；其他单位之间的结对由党建办草拟。")
        return said


class CommitmentForm(forms.Form):
    """One undertaking. A row that says nothing is left out."""

    what = forms.CharField(label="事项", max_length=200, required=False)
    by_side = forms.ChoiceField(label="承担方", choices=Side.choices, initial=Side.BOTH, required=False)
    measure = forms.ChoiceField(
        label="计量",
        choices=[("", "（不计量）"), *MEASURES],
        required=False,
    )
    quantity = forms.DecimalField(label="数量", required=False, min_value=0, max_digits=12, decimal_places=2)
    due_on = day_field("完成期限")

    def clean_by_side(self) -> str:
        return self.cleaned_data["by_side"] or Side.BOTH

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        measure, quantity = said.get("measure"), said.get("quantity")
        if not said.get("what") and (measure or quantity or said.get("due_on")):
            self.add_error("what", "请写明做什么，或把这一行清空。")
        if "quantity" in said and bool(measure) != bool(quantity):
            self.add_error("quantity", "计量和大于 0 的数量要一起填，或都不填。")
        return said


CommitmentForms = formset_factory(CommitmentForm, extra=3, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def commitments_in(formset: BaseFormSet) -> list[Commitment]:
    """The rows that say something, in the order typed."""
    return [Commitment(**row) for row in formset.cleaned_data if row.get("what")]


def units_of_round(programme: Programme) -> QuerySet[Unit]:
    """Those enrolled in its place today, 村居 first."""
    here = Enrolment.objects.active().filter(region__code__startswith=programme.region.code)
    rows = Unit.objects.filter(pk__in=here.values("unit"), state=UnitState.ACTIVE)
    return rows.order_by("neighbourhood", "name").only("id", "name")


def hosts_among(units: QuerySet[Unit], modes: Collection[str]) -> QuerySet[Unit]:
    """村居; companies too, where the round sends instructors to them."""
    return units if Mode.INSTRUCTORS in modes else units.filter(neighbourhood__isnull=False)
