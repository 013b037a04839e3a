"""What people type about an objection."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alliances.assessment.forms.bounds import bound
from alliances.assessment.models import Indicator, Objection
from members.behalf import BASES
from members.formpages import offer


class ObjectionForm(forms.Form):
    """`basis` is asked of who acts on behalf. No indicator is the result as a whole."""

    indicator = forms.ModelChoiceField(Indicator.objects.none(), label="对哪一项", required=False)
    text = forms.CharField(
        label="有异议的地方和依据",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明哪一点与实际不符、依据是什么，如：3 月 12 日的走访没有计入。",
    )
    basis = forms.ChoiceField(label="代办依据", choices=BASES)

    def __init__(self, *args: Any, indicators: Any, behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "indicator", indicators, empty_label="整个结果")
        if not behalf:
            del self.fields["basis"]

    @property
    def terms(self) -> dict[str, Any]:
        return {**self.cleaned_data, "basis": self.cleaned_data.get("basis", "")}


class AnswerForm(forms.ModelForm):
    """`decision`: uphold with points for an indicator, or dismiss; the answer says why in any case."""

    DECISIONS: Sequence[tuple[str, str]] = [("dismiss", "维持原结果"), ("uphold", "予以更正")]

    decision = forms.ChoiceField(label="办理意见", choices=DECISIONS, widget=forms.RadioSelect)
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label="更正哪一项", required=False, help_text="维持原结果时不用选。"
    )
    points = forms.DecimalField(
        label="更正为（分）",
        max_digits=6,
        decimal_places=2,
        required=False,
        help_text="维持原结果时不用填。",
    )

    class Meta:
        model = Objection
        fields = ("answer",)
        widgets = {"answer": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"answer": "写明理由，提出的一方能看到。"}

    field_order = ("decision", "indicator", "points", "answer")

    def __init__(self, *args: Any, indicators: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "points", 0)
        self.fields["answer"].required = True
        if self.instance.indicator_id:
            del self.fields["indicator"]
        else:
            offer(self, "indicator", indicators, empty_label="请选择")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("decision") == "uphold":
            if said.get("points") is None and "points" not in self.errors:
                self.add_error("points", "请填写更正后的得分。")
            if "indicator" in self.fields and said.get("indicator") is None:
                self.add_error("indicator", "请选择更正哪一项指标的得分。")
        return said
