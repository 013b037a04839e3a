"""Forms around claims. What was typed stays when something is refused."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from members.behalf import BASES
from members.formpages import offer
from members.models import Unit
from members.units.models import Enrolment
from projects.claims.models import Claim, Part
from projects.deciding.forms import DecisionForm
from projects.listings.models import Project


class ClaimForm(forms.Form):
    """The second tap. `part` comes filled in; money and promise are folded away.

    With `unit` the form is that unit's own; without, staff choose the unit and say on what basis.
    """

    part = forms.ChoiceField(label="以什么身份", choices=Part.choices, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="代哪家单位认领", empty_label="请选择单位")
    basis = forms.ChoiceField(label="代办依据", choices=BASES)
    promise = forms.CharField(label="承诺事项", required=False, max_length=300)
    amount = forms.DecimalField(
        label="承诺资金（元）",
        required=False,
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        help_text="填写后须由本单位书记确认，期间保留名额。",
    )

    def __init__(self, *args: Any, project: Project, unit: Unit | None, lead_taken: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("part", Part.PARTNER if lead_taken else Part.LEAD)
        self.project, self.own_unit = project, unit
        # Who tries all the same is told by the action who leads.
        if lead_taken and not self.is_bound:
            cast(forms.ChoiceField, self.fields["part"]).choices = [(Part.PARTNER.value, Part.PARTNER.label)]
        if unit is not None:
            del self.fields["unit"], self.fields["basis"]
        else:
            offer(self, "unit", units_that_may_claim(project))

    @property
    def terms(self) -> dict[str, Any]:
        """What `claim_project` is called with."""
        return {"unit": self.own_unit, **self.cleaned_data}

    @property
    def intention(self) -> dict[str, Any]:
        """What `state_intention` is called with: neither part nor money is settled yet."""
        return {name: value for name, value in self.terms.items() if name not in ("part", "amount")}


def units_that_may_claim(project: Project) -> QuerySet[Unit]:
    """Units enrolled in the project's street, other than its publisher and those that stand already."""
    enrolled = Enrolment.objects.active().filter(region=project.region_id).values("unit")
    standing = Claim.objects.standing().filter(project=project).exclude(state__in=("intention", "offered"))
    units = Unit.objects.filter(pk__in=enrolled).exclude(pk=project.unit_id)
    return units.exclude(pk__in=standing.values("unit")).order_by("name")


class ClaimDecisionForm(DecisionForm):
    """What was said for an end is kept with the claim, in 200 characters."""

    opinion = forms.CharField(
        label="意见", required=False, max_length=180, widget=forms.Textarea(attrs={"rows": 3})
    )


class OfferForm(forms.Form):
    """邀请续认领: a place is held for the unit until the office's day."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="邀请哪家单位", empty_label="请选择单位")
    part = forms.ChoiceField(label="身份", choices=Part.choices, initial=Part.LEAD)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units_that_may_claim(project))


class RenewForm(forms.Form):
    """确认续认领. The unit itself has nothing to fill in; staff say on what basis they act for it."""

    basis = forms.ChoiceField(label="代办依据", choices=BASES)

    def __init__(self, *args: Any, on_behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["basis"]


class ReserveForm(forms.Form):
    """结对优先: only these units may claim until that moment."""

    units = forms.ModelMultipleChoiceField(Unit.objects.none(), label="优先单位")
    until = forms.DateTimeField(
        label="优先期至",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "units", units_that_may_claim(project))
