"""What the office types about a scheme itself."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from alliances.assessment.actions.schemes import TERMS
from alliances.assessment.forms.bounds import CENT, bound
from alliances.assessment.models import Purpose, Scheme
from alliances.papers.models import Document
from members.formpages import offer
from members.party.models import PartyLevel
from members.places.models import Region
from members.units.models import UnitKind

CHECKS = forms.CheckboxSelectMultiple


class SchemeForm(forms.ModelForm):
    """`regions` to choose from for a new one. `version` is what was seen when the form was opened."""

    unit_kinds = forms.ModelMultipleChoiceField(
        label="单位类别",
        queryset=UnitKind.objects.all(),
        required=False,
        widget=CHECKS,
        help_text="参与情况反馈用；不选即全部成员单位。",
    )
    party_levels = forms.MultipleChoiceField(
        label="党组织层级",
        choices=PartyLevel.choices,
        required=False,
        widget=CHECKS,
        help_text="考核用；不选即全部党组织。",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Scheme
        fields = [
            *("region", "name", "year", "purpose", "basis", "unit_kinds", "party_levels", "cadence"),
            *("full_marks", "ordinary_percent", "objection_days", "publicise_days", "is_ranked"),
        ]
        help_texts = {
            "purpose": "成员单位只做参与情况反馈，不评等次、不公示；考核只针对本街道（镇）负责的党组织。",
            "basis": "考核须有依据文件，施行前选定；没有的，先到“文件”里登记。",
            "full_marks": "各组满分之和，加分项不计在内。",
        }

    def __init__(
        self,
        *args: Any,
        documents: QuerySet[Document],
        regions: QuerySet[Region] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "basis", documents.order_by("-issued_on", "-pk"), empty_label="（尚未选定）")
        if regions is None:
            del self.fields["region"]
            self.initial["version"] = self.instance.version
        else:
            offer(self, "region", regions, empty_label="请选择")
        bound(self, "year", 2000, 2100)
        bound(self, "full_marks", CENT)
        bound(self, "ordinary_percent", 0, 100)
        bound(self, "objection_days", 1, 60)
        bound(self, "publicise_days", 0, 60)

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("purpose") == Purpose.FEEDBACK:
            if typed.get("publicise_days"):
                self.add_error("publicise_days", "参与情况反馈不公示，请填 0。")
            if typed.get("is_ranked"):
                self.add_error("is_ranked", "参与情况反馈不排名，请去掉。")
        return self.cleaned_data

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TERMS}


class NextForm(forms.Form):
    year = forms.IntegerField(
        label="年度",
        min_value=2000,
        max_value=2100,
        help_text="下一年度继续用，或本年度内调整，都由此另立一版。",
    )


def documents_of(regions: QuerySet[Region], user: Any) -> QuerySet[Document]:
    """Papers of the places on which a scheme can rest."""
    return Document.objects.visible_to(user).kept().filter(region__in=regions).select_related("region")
