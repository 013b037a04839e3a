"""What an office types about party organisations."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.formpages import offer
from members.party.actions import FIELDS
from members.party.actions.ending import Decision
from members.party.models import PartyOrg
from members.suggesting import suggest
from members.trees.forms import KeptForm, offer_parents
from members.units.forms import day_field

WORDS = ("大党工委", "大党委", "大党总支", "联合党支部", "功能型党支部", "临时党支部")
SEVERAL = "按住 Ctrl 可以选多个。"


class PartyOrgForm(KeptForm):
    KEPT = FIELDS
    established_on = day_field("成立日期")

    class Meta:
        model = PartyOrg
        fields = ["region", *FIELDS]
        help_texts = {
            "form": "如“社区大党委”“临时党支部”。可以从常用的里面选，也可以自己写；没有就不填。",
            "parent": "上级也在本系统里的，在这里选。",
            "superior": "上级不在本系统里的，在这里写名称；已选了上级的请留空。",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        orgs = PartyOrg.objects.visible_to(user)
        offer_parents(self, orgs)
        suggest(self, "form", WORDS, orgs)


class NewPartyOrgForm(PartyOrgForm):
    """A new one, where it was formed out of others with those."""

    former = forms.ModelMultipleChoiceField(
        PartyOrg.objects.none(),
        label="由哪些党组织归并组建",
        required=False,
        help_text=f"不是归并组建的，不用选。{SEVERAL}选中的党组织随即归并，档案保留。",
    )
    number = forms.CharField(label="归并的文号", required=False, max_length=60)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        offer(self, "former", PartyOrg.objects.visible_to(user).standing().defer("grams").order_by("name"))

    @property
    def decision(self) -> Decision:
        return Decision(self.cleaned_data["established_on"], self.cleaned_data["number"])


class DecisionForm(forms.Form):
    on = day_field("决定日期", help_text="不填为今天。")
    number = forms.CharField(label="文号", required=False, max_length=60, help_text="如：朱党〔2026〕21号")
    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on and on > timezone.localdate():
            raise ValidationError("不能晚于今天，请核对。")
        return on

    @property
    def decision(self) -> Decision:
        return Decision(*(self.cleaned_data[name] for name in ("on", "number", "reason")))


class MergePartyOrgForm(DecisionForm):
    into = forms.ModelMultipleChoiceField(PartyOrg.objects.none(), label="归并到", help_text=SEVERAL)
    field_order = ["into", "on", "number", "reason"]

    def __init__(self, *args: Any, org: PartyOrg, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        others = PartyOrg.objects.visible_to(user).standing().exclude(path__contains=[org.pk])
        offer(self, "into", others.defer("grams").order_by("name"))
