"""What the office types about the parts of a draft: one form for all rules, without JavaScript."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alliances.assessment.actions.parts import GROUP, LEAF
from alliances.assessment.forms.bounds import CENT, bound
from alliances.assessment.measuring import SURVEY_KINDS, steps_kept, tidied, wrong_in
from alliances.assessment.models import Condition, Grade, Indicator, Rule, Scheme, Source
from alliances.metrics.registry import METRICS
from members.formpages import offer


class StepsField(forms.CharField):
    """分档: one a line, from how much on and how many points; the value is as a row keeps it."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{least} {points}" for least, points in value)
        return value

    def to_python(self, value: Any) -> Any:
        lines = (super().to_python(value) or "").splitlines()
        return steps_kept([_step(line) for line in lines if line.strip()])


class PartForm(forms.ModelForm):
    """A part of a draft. `version` is the scheme's as it was seen when the form was opened."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = scheme.version

    @property
    def terms(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class GroupForm(PartForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "full_marks", CENT)

    class Meta:
        model = Indicator
        fields = list(GROUP)
        help_texts = {
            "full_marks": "这一组指标的满分之和。加分项为最多加多少分。",
            "is_bonus": "选中后加在总分之上，不计入总分。",
            "index": "同名的几组合成一个指数，如：组织力指数。不用指数的不填。",
        }


class LeafForm(PartForm):
    """One form for all rules: what a rule does not ask for is left empty, and is not kept."""

    field_order = (
        *("group", "name", "requirement", "full_marks", "source", "metric", "survey_kind"),
        *("rule", "per_item", "target", "steps", "floor"),
    )
    group = forms.ModelChoiceField(label="所在组", queryset=Indicator.objects.none(), empty_label="请选择")
    source = forms.ChoiceField(label="来源", choices=Source.choices)
    rule = forms.ChoiceField(label="计分规则", choices=Rule.choices)
    metric = forms.ChoiceField(
        label="数据项", required=False, help_text="来源为“按记录计算”时选，由平台从已有记录计算，不必填报。"
    )
    survey_kind = forms.ChoiceField(
        label="测评种类",
        required=False,
        choices=[("", "（不用测评）"), *SURVEY_KINDS],
        help_text="来源为“测评结果”时选。不足 5 份的不计分。",
    )
    steps = StepsField(
        label="分档",
        required=False,
        help_text="“按档计分”用，每行一档：至少多少、得多少分，如“4 10”即达到 4 得 10 分。取达到的最高一档。",
    )

    class Meta:
        model = Indicator
        fields = list(LEAF)
        help_texts = {
            "full_marks": "最多得多少分，超出的封顶。",
            "per_item": "“每项计分”“每项扣分”用：每一项（条、次、小时……）加多少或扣多少分。",
            "target": "“按完成比例”用：完成值 ÷ 目标值 × 满分。各家另有年度目标的，以年度目标为准。",
            "floor": "一般为 0；允许倒扣的填负数。",
        }

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, scheme=scheme, **kwargs)
        bound(self, "full_marks", CENT)
        metrics: Any = self.fields["metric"]
        metrics.choices = metric_choices()
        self.fields["rule"].help_text = (
            "每项计分：项数 × 每项分值。每项扣分：满分 − 项数 × 每项分值。按完成比例、按档计分见下。"
            "直接计分：评议给多少分就是多少分，测评按百分制折算。"
        )
        if self.instance.pk:
            del self.fields["group"]
        else:
            offer(self, "group", scheme.indicators.filter(parent=None).order_by("ordinal"))

    def clean(self) -> dict[str, Any]:
        """What does not fit together is said at its field, in the words of the action."""
        typed = self.cleaned_data
        if {"source", "rule"} <= typed.keys():
            meant = tidied(Indicator(**{name: typed[name] for name in LEAF if name in typed}))
            for name, sentence in wrong_in(meant).items():
                if name not in self.errors:
                    self.add_error(name, sentence)
        return self.cleaned_data


class GradeForm(PartForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "quota_percent", 1, 100)

    class Meta:
        model = Grade
        fields = ["name", "at_least", "quota_percent"]
        help_texts = {
            "quota_percent": "不限的不填。按全部被考核对象计，不足 1 家的不给；超出名额的顺延到下一等次。"
            "名额边上同分的，都不进入。",
        }


class ConditionForm(PartForm):
    class Meta:
        model = Condition
        fields = ["indicator", "at_least", "best"]
        labels = {"indicator": "指标"}
        help_texts = {"at_least": "指标的值（不是得分），如满意度 90。", "best": "达不到时最高能评的等次。"}

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, scheme=scheme, **kwargs)
        leaves = scheme.indicators.exclude(parent=None)
        offer(self, "indicator", leaves.order_by("ordinal"), empty_label="请选择")
        offer(self, "best", scheme.grades.order_by("ordinal"), empty_label="请选择")


def metric_choices() -> list[tuple[str, Any]]:
    """By group, with the unit of measure; nothing chosen first."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for name in METRICS.names():
        metric = METRICS[name]
        grouped.setdefault(metric.group, []).append((name, f"{metric.label}（{metric.measure}）"))
    return [("", "（不按记录计算）"), *grouped.items()]


def _step(line: str) -> tuple[Decimal, Decimal]:
    parts = line.replace("，", " ").replace(",", " ").replace("=", " ").split()
    if len(parts) != 2:
        raise ValidationError(f"“{line.strip()}”不是一档的写法，每行两个数，如：4 10。")
    try:
        least, points = (Decimal(part) for part in parts)
    except InvalidOperation:
        raise ValidationError(f"“{line.strip()}”里有不是数字的内容，每行两个数，如：4 10。") from None
    if not (least.is_finite() and points.is_finite()):
        raise ValidationError(f"“{line.strip()}”里有不是数字的内容，每行两个数，如：4 10。")
    return least, points
