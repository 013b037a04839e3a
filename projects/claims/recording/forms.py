"""Forms of work on a claim: what was done, what is promised, what a neighbourhood confirms."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from alliances.records.closing import late_help
from alliances.records.fields import LARGEST_WHOLE, FilesField
from alliances.records.forms import DAY, WorkForm
from alliances.records.models import Record
from members.behalf import BASES, acts_on_behalf
from members.formpages import offer
from members.models import Unit
from projects.claims.models import Claim, ContributionKind

RATINGS = [("", "不评价"), ("5", "很好"), ("4", "较好"), ("3", "一般"), ("2", "较差"), ("1", "很差")]
YES_NO = [("yes", "已完成"), ("no", "尚未完成")]


class ClaimChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, claim: Any) -> str:
        return f"{claim.project.title}（{claim.number}）"


class RecordChoice(forms.ModelChoiceField):
    def label_from_instance(self, record: Any) -> str:
        return f"{record.occurred_on:%Y-%m-%d} {record.summary[:40]}"


class ClaimWorkForm(WorkForm):
    """登记共建纪实. `others` are the unit's claims that the same piece of work may have served too."""

    also = ClaimChoices(
        Claim.objects.none(),
        label="同时用于其他认领",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="同一件事不用再填一遍，合计只计一次；所选项目的受益村居一并计入。",
    )
    evidence = FilesField(
        label="佐证",
        required=False,
        help_text="照片或文件，可多选，以后也可补充。改正其他内容时须重新选择。",
    )
    basis = forms.ChoiceField(label="代录依据", choices=BASES)

    def __init__(
        self, *args: Any, claim: Claim, others: Sequence[Claim], on_behalf: bool, **kwargs: Any
    ) -> None:
        hoods = claim.project.neighbourhoods.order_by("name")
        usual = {"neighbourhoods": [unit.pk for unit in hoods], "events": 1}
        super().__init__(*args, hoods=hoods, taken={claim.unit_id: 1}, initial=usual, **kwargs)
        self.fields["occurred_on"].help_text = late_help(claim.project.region)
        found = Claim.objects.filter(pk__in=[other.pk for other in others])
        offer(self, "also", found.select_related("project__region", "project__unit", "unit"))
        if not others:
            del self.fields["also"]
        if not on_behalf:
            del self.fields["basis"]

    def clean(self) -> dict[str, Any]:
        ticked = [unit for unit in self.candidates if self.cleaned_data.get(f"took_{unit.pk}")]
        if not ticked:
            self.add_error(None, "请至少勾选一家参与单位。")
        return self.cleaned_data

    @property
    def also_for(self) -> list[Claim]:
        return list(self.cleaned_data.get("also", []))

    @property
    def helped(self) -> list[Unit]:
        """The neighbourhoods ticked, and those of the other claims' projects."""
        further = Unit.objects.filter(projects_for__in=[claim.project_id for claim in self.also_for])
        return list(dict.fromkeys([*self.cleaned_data["neighbourhoods"], *further.distinct()]))


class LinkForm(forms.Form):
    """关联已有纪实."""

    record = RecordChoice(Record.objects.none(), label="已登记的纪实", empty_label="请选择")

    def __init__(self, *args: Any, records: QuerySet[Record], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "record", records)


class PromiseForm(forms.Form):
    """承诺投入, one kind at a time. Saying it again changes it."""

    kind = forms.ChoiceField(label="种类", choices=ContributionKind.choices, widget=forms.RadioSelect)
    amount = forms.DecimalField(label="承诺多少", min_value=Decimal("0.01"), max_digits=12, decimal_places=2)
    note = forms.CharField(label="说明", required=False, max_length=200)


class FeedbackForm(forms.Form):
    """村居核实. Staff say for which neighbourhood and on what basis."""

    neighbourhood = forms.ModelChoiceField(Unit.objects.none(), label="村居", empty_label=None)
    done = forms.ChoiceField(label="这件事完成了吗", choices=YES_NO, widget=forms.RadioSelect)
    done_on = forms.DateField(
        label="完成日期",
        required=False,
        initial=timezone.localdate,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text="未完成的不用填。",
    )
    people = forms.IntegerField(label="受益人数", required=False, min_value=0, max_value=LARGEST_WHOLE)
    rating = forms.TypedChoiceField(
        label="评价",
        choices=RATINGS,
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label="想说的话",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="评价和这段话只有街道（镇）党建办能看到，认领单位看不到。",
    )
    basis = forms.ChoiceField(label="代办依据", choices=BASES)

    def __init__(
        self, *args: Any, user: Any, claim: Claim, neighbourhoods: Sequence[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = [unit.pk for unit in neighbourhoods]
        offer(self, "neighbourhood", Unit.objects.filter(pk__in=chosen))
        region_id = claim.project.region_id
        if not any(acts_on_behalf(user, pk, region_id) for pk in chosen):
            del self.fields["basis"]

    @property
    def facts(self) -> dict[str, Any]:
        """What `confirm_facts` is called with."""
        return self.cleaned_data | {"done": self.cleaned_data["done"] == "yes"}
