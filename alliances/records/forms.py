"""Forms of records. What was typed stays when something is refused; only files have to be chosen again."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from alliances.records.actions import Account
from alliances.records.fields import FilesField, FreeFiguresField, OneLineField, figure_field
from alliances.records.figures import COMMON, FIGURES
from alliances.records.models import Record
from members.formpages import offer
from members.models import Unit

FOLDED = [name for name in FIGURES if name not in COMMON]
MOST_WORDS = 200
LARGEST_WEIGHT = 1000
DAY = {"type": "date"}


class WorkForm(forms.Form):
    """What was done, who took part with which share, and for which neighbourhoods.

    `candidates` are the units that may have taken part, `taken` those ticked beforehand with their weight.
    """

    occurred_on = forms.DateField(
        label="日期",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text="填事情发生的那天。",
    )
    summary = OneLineField(
        label="做了什么",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "data-counted": "summary-count"}),
        help_text="一两句话即可。帮扶家庭只写户数，不写姓名和电话。",
    )
    place = forms.CharField(label="地点", required=False, max_length=100)
    other_figures = FreeFiguresField(
        label="其他数字", required=False, help_text="每行一项：名称 数字 单位，如：树苗 30 棵。"
    )
    neighbourhoods = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="受益村居", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        candidates: Sequence[Unit],
        taken: Mapping[int, int],
        hoods: QuerySet[Unit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        offer(self, "neighbourhoods", hoods)
        for name in FIGURES:
            self.fields[name] = figure_field(name)
        for unit in candidates:
            self.fields[f"took_{unit.pk}"] = forms.BooleanField(
                label=unit.name, required=False, initial=unit.pk in taken
            )
            self.fields[f"weight_{unit.pk}"] = forms.IntegerField(
                label=f"{unit.name}的份额",
                required=False,
                min_value=1,
                max_value=LARGEST_WEIGHT,
                initial=taken.get(unit.pk, 1),
            )

    @property
    def account(self) -> Account:
        said = self.cleaned_data
        figures = {name: said[name] or 0 for name in FIGURES}
        return Account(said["occurred_on"], said["summary"], said["place"], figures, said["other_figures"])

    @property
    def units(self) -> dict[Unit, int]:
        """The units that are ticked, each with its weight; 1 where none is given."""
        said = self.cleaned_data
        return {unit: said[f"weight_{unit.pk}"] or 1 for unit in self.candidates if said[f"took_{unit.pk}"]}

    @property
    def unit_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"took_{unit.pk}"], self[f"weight_{unit.pk}"]) for unit in self.candidates]

    @property
    def common_figures(self) -> list[forms.BoundField]:
        return [self[name] for name in COMMON]

    @property
    def folded_figures(self) -> list[forms.BoundField]:
        return [self[name] for name in [*FOLDED, "other_figures"]]

    @property
    def unfold(self) -> bool:
        """Whether something that is folded away has a value or an error, and has to be seen."""
        return any(field.errors or field.value() for field in self.folded_figures)

    @property
    def words(self) -> int:
        """How many characters of 200 are used."""
        return len(self["summary"].value() or "")


class ChangeForm(WorkForm):
    """Correcting. `version` is what was seen when the form was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        shares = list(record.shares.select_related("unit").order_by("pk"))
        said = {name: getattr(record, name) for name in ("occurred_on", "summary", "place", "version")}
        initial = said | record.figures | {"other_figures": record.other_figures}
        super().__init__(
            *args,
            initial=initial | {"neighbourhoods": list(record.neighbourhoods.values_list("pk", flat=True))},
            candidates=[share.unit for share in shares],
            taken={share.unit_id: share.weight for share in shares},
            **kwargs,
        )


class StrikeForm(forms.Form):
    reason = forms.CharField(
        label="作废原因", max_length=200, help_text="作废后不再计入任何数字，纪实和原因仍可查看。"
    )


class EvidenceForm(forms.Form):
    evidence = FilesField(label="照片或文件")
