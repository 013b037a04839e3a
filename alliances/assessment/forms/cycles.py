"""What people type about a cycle: what a move says, and what they judge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from alliances.assessment.actions.judging import Judged
from alliances.assessment.concerning import Assessed, Key
from alliances.assessment.forms.bounds import CENT, bound
from alliances.assessment.models import Indicator, Judgement, Rule
from alliances.assessment.planning.rules import said

REASON = 200


class MoveForm(forms.Form):
    """Words that go with a move, where it asks for some."""

    said = forms.CharField(max_length=REASON, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, says: str, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].label = says
        self.fields["said"].required = needed
        if not says:
            del self.fields["said"]

    @property
    def words(self) -> str:
        return self.cleaned_data.get("said", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One that is judged, with its two fields, and what is kept of it."""

    assessed: Assessed
    value: forms.BoundField
    reason: forms.BoundField
    kept: Judgement | None


def marks_field(label: str, most: Decimal | None = None, **terms: Any) -> forms.DecimalField:
    """A number from nought on, to the hundredth."""
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_value=most,
        decimal_places=2,
        max_digits=14,
        required=False,
        widget=forms.NumberInput(attrs={"step": str(CENT)}),
        **terms,
    )


class JudgeForm(forms.Form):
    """A value and a reason for each; `rest` and `common` stand where a line has none of its own.

    Lines without a value stay as they are. Marks are within the indicator's; findings are not bounded above.
    """

    rest = marks_field("没有填写的各家都评为", help_text="可不填。如检查没有发现问题的，都评为 0。")
    common = forms.CharField(
        label="共同的理由",
        max_length=REASON,
        required=False,
        help_text="可不填。某一行没有写理由时用它；被评议的一方能看到。",
    )

    def __init__(
        self,
        *args: Any,
        indicator: Indicator,
        assessed: Sequence[Assessed],
        kept: Mapping[Key, Judgement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.assessed, self.kept = assessed, kept
        most = indicator.full_marks if indicator.rule == Rule.MARKS else None
        bound(self, "rest", 0, most)
        for each in assessed:
            there = kept.get(each.key)
            self.fields[name_of("value", each)] = marks_field(
                f"{each.whom}的分值", most, initial=said(there.value) if there else None
            )
            self.fields[name_of("reason", each)] = forms.CharField(
                label=f"{each.whom}的理由",
                max_length=REASON,
                required=False,
                initial=there.reason if there else "",
            )

    def lines(self) -> Iterator[Line]:
        for each in self.assessed:
            value, reason = self[name_of("value", each)], self[name_of("reason", each)]
            yield Line(each, value, reason, self.kept.get(each.key))

    def clean(self) -> dict[str, Any]:
        said_now = super().clean() or {}
        for each in self.assessed:
            value, reason = self._said_of(each, said_now)
            if value is not None and not reason:
                self.add_error(name_of("reason", each), "请写理由，或在上面写一个共同的理由。")
        return said_now

    def changed(self) -> Iterator[Judged]:
        """The lines that say something new."""
        for each in self.assessed:
            value, reason = self._said_of(each, self.cleaned_data)
            there = self.kept.get(each.key)
            if value is not None and (there is None or (there.value, there.reason) != (value, reason)):
                yield Judged(each.key, value, reason)

    def _said_of(self, each: Assessed, said_now: Mapping[str, Any]) -> tuple[Decimal | None, str]:
        value = said_now.get(name_of("value", each))
        reason = said_now.get(name_of("reason", each), "").strip() or said_now.get("common", "").strip()
        return said_now.get("rest") if value is None else value, reason


def name_of(what: str, each: Assessed) -> str:
    return "{}-{}-{}".format(what, *each.key)
