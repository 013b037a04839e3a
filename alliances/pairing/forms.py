"""What people type about rounds and posts, and about moves of a pairing."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from alliances.pairing.actions.programmes import TERMS
from alliances.pairing.models import WEIGHTS, Mode, Pairing, Programme
from members.behalf import BASES
from members.formpages import offer
from members.places.models import Region
from members.units.forms import day_field

LONGEST_REASON = 200
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
EXPLAINED = [name for name in TERMS if name not in WEIGHTS]
"""What the form of a round asks; its weights belong to its suggestions."""


class ProgrammeForm(forms.ModelForm):
    """`regions` to choose from for a new one. `version` is what was seen when the form was opened."""

    modes = forms.MultipleChoiceField(
        label="结对类型", choices=Mode.choices, widget=forms.CheckboxSelectMultiple, help_text="至少选一种。"
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Programme
        fields = ["region", *EXPLAINED]
        widgets = {"from_on": DAY, "until_on": DAY, "purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "until_on": "可不填。",
            "term_months": "草拟时不写截止日期的，按这个期限。",
            "most_per_partner": "不填为不限。",
            "most_per_host": "不填为不限。",
            "answer_days": "提请之后，双方书记在这些天内答复，逾期失效。",
            "every_months": "周四行动等每月一次的填 1；没有固定要求的不填。",
        }

    def __init__(self, *args: Any, regions: QuerySet[Region] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if regions is None:
            del self.fields["region"]
            self.initial["version"] = self.instance.version
        else:
            offer(self, "region", regions, empty_label="请选择")

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in EXPLAINED}


class PostForm(forms.Form):
    region = forms.ModelChoiceField(label="街道（镇）", queryset=Region.objects.none(), empty_label="请选择")
    title = forms.CharField(label="岗位", max_length=40, help_text="如：党委副书记、第三服务组指导员")

    def __init__(self, *args: Any, regions: QuerySet[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "region", regions)


class AppointForm(forms.Form):
    name = forms.CharField(label="任职人姓名", max_length=40)
    from_on = day_field("任职起", required=True, help_text="前任到前一天为止；结对随岗位，不必重签。")


class VacateForm(forms.Form):
    until_on = day_field("任职止", required=True, help_text="这天之后岗位空缺。")


class MoveForm(forms.Form):
    """What a move of a pairing asks for: those of `asks`, no other. `says` names the sentence."""

    side = forms.ChoiceField(label="代表哪一方", widget=forms.RadioSelect)
    reason = forms.CharField(max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))
    opinion = forms.CharField(
        label="意见", required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )
    signed_on = day_field("签约日期", help_text="不填为今天。")
    programme = forms.ModelChoiceField(
        label="续签到哪个批次",
        queryset=Programme.objects.none(),
        required=False,
        empty_label="（原批次）",
    )
    until_on = day_field("截止日期", help_text="不填按批次的协议期限。")
    ended_on = day_field("终止日期", help_text="不填为今天。")
    basis = forms.ChoiceField(label="代办依据", choices=BASES, required=False, help_text="代一方办理时必填。")

    def __init__(
        self,
        *args: Any,
        asks: Collection[str],
        says: str = "",
        needed: bool = True,
        sides: Sequence[tuple[str, str]] = (),
        programmes: QuerySet[Programme] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(asks):
            del self.fields[name]
        if "reason" in self.fields:
            self.fields["reason"].label, self.fields["reason"].required = says, needed
        if "side" in self.fields:
            self._offer_sides(sides)
        if "programme" in self.fields and programmes is not None:
            offer(self, "programme", programmes)

    def _offer_sides(self, sides: Sequence[tuple[str, str]]) -> None:
        field: Any = self.fields["side"]
        field.choices = sides
        if len(sides) == 1:
            field.widget = forms.HiddenInput()
            self.initial["side"] = sides[0][0]

    @property
    def terms(self) -> dict[str, Any]:
        """As the actions take them: what was left empty is left out."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


def rounds_after(pairing: Pairing) -> QuerySet[Programme]:
    """Other open rounds of the same place in which a renewal may stand."""
    rows = Programme.objects.open().filter(region=pairing.programme.region_id)
    later = rows.exclude(pk=pairing.programme_id).exclude(until_on__lt=timezone.localdate())
    return later.filter(modes__contains=[pairing.mode]).order_by("-from_on", "-pk")
