"""Forms of the three lists. What was typed stays when something is refused."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory

from members.behalf import BASES
from members.formpages import offer
from members.models import Unit
from members.scope import scope_of
from members.units.models import Enrolment
from projects.deciding.forms import DecisionForm
from projects.listings.editions import Edition
from projects.listings.facts import OWN
from projects.listings.models import Category, Listing, ListKind, Need, Project, Resource, Target

HEAD = ["title", "category", "summary", "place"]
FOOT = ["contact_name", "contact_phone", "is_public", "remark"]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


WIDGETS: dict[str, type[forms.Widget] | forms.Widget] = {
    "valid_until": DayInput(),
    "expected_on": DayInput(),
    "due_on": DayInput(),
    "claim_opens_at": MomentInput(),
    "claim_closes_at": MomentInput(),
}
HINTS = {
    "summary": "对方凭这段话判断合不合适：是什么、为谁、怎么用。",
    "contact_phone": "只有本单位、党建办和已对接的单位能看到，查看会留下记录。",
    "is_public": "勾选后，发布时任何人都能在“公开清单”看到，不含联系人。",
    "capacity": "1 为独家认领，留空为不限家数。",
    "capacity_per_month": "用于点单和预约，留空为不限。",
}


class ListingForm(forms.ModelForm):
    """One entry of an edition: categories are that edition's; `reason` only where a correction needs one."""

    reason = forms.CharField(label="更正理由", max_length=500, help_text="会记入流转记录。")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, edition: Edition, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.instance.region_id, self.instance.year = edition.region_id, edition.year
        categories = Category.objects.filter(region=edition.region_id, list=edition.kind, year=edition.year)
        offer(self, "category", categories, empty_label="请选择")
        if not correcting:
            del self.fields["reason"]

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, by the names of the model's own columns."""
        own = {field.name for field in self._meta.model._meta.fields}
        return {name: value for name, value in self.cleaned_data.items() if name in own - {"version"}}


def form_for(model: type[Listing], own: list[str]) -> type[ListingForm]:
    made = forms.modelform_factory(
        model, form=ListingForm, fields=[*HEAD, *own, *FOOT], widgets=WIDGETS, help_texts=HINTS
    )
    return cast(type[ListingForm], made)


PROJECT_FIELDS = [name for name in OWN[ListKind.PROJECT] if name != "reserved_until"]
"""Whom a project is reserved for, and until when, is said by its own action."""


class ProjectForm(form_for(Project, ["capacity", *PROJECT_FIELDS, "neighbourhoods"])):  # type: ignore[misc]
    """A project besides says for which 村居 it is."""

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, edition=edition, **kwargs)
        field = offer(self, "neighbourhoods", neighbourhoods_of(edition))
        field.widget = forms.CheckboxSelectMultiple()
        field.widget.choices = field.choices
        field.help_text = "不选时，由村居发布的项目即为本村居。"


FORMS: dict[ListKind, type[ListingForm]] = {
    ListKind.RESOURCE: form_for(Resource, [*OWN[ListKind.RESOURCE]]),
    ListKind.NEED: form_for(Need, [*OWN[ListKind.NEED]]),
    ListKind.PROJECT: ProjectForm,
}


class PublisherForm(forms.Form):
    """For which unit one enters, and on what basis where it is not one's own."""

    unit = forms.ModelChoiceField(label="发布单位", queryset=Unit.objects.none(), empty_label="请选择")
    basis = forms.ChoiceField(label="代办依据", choices=BASES, required=False, help_text="代单位登记时必填。")

    def __init__(self, *args: Any, user: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = publishers_for(user, edition)
        offer(self, "unit", units)
        if edition.region_id not in scope_of(user).office_region_ids:
            del self.fields["basis"]
            self.fields["unit"].initial = units.first()


class TargetForm(forms.ModelForm):
    class Meta:
        model = Target
        fields = ["measure", "quantity", "unit_of_measure"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].widget.attrs |= {"min": "0.1", "step": "0.1"}

    def clean_quantity(self) -> Any:
        quantity = self.cleaned_data["quantity"]
        if quantity <= 0:
            raise forms.ValidationError("数量须大于 0。")
        return quantity


TargetForms = formset_factory(TargetForm, extra=3, max_num=20, absolute_max=20)


def targets_in(formset: BaseFormSet) -> list[dict[str, Any]]:
    """The rows that were filled in."""
    return [row for row in formset.cleaned_data if row]


class ListingDecisionForm(DecisionForm):
    """Words are asked for only where a reason is needed: the other verbs are one press."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.verb.reason:
            del self.fields["opinion"]


class CategoryForm(forms.ModelForm):
    """A name and a place in the tree of one edition."""

    class Meta:
        model = Category
        fields = ["name", "parent", "sort"]

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category = self.instance
        category.region_id, category.list, category.year = edition.region_id, edition.kind.value, edition.year
        tree = Category.objects.filter(region=edition.region_id, list=edition.kind, year=edition.year)
        offer(self, "parent", tree.exclude(pk=category.pk), empty_label="无（最上级）")
        self.fields["parent"].label = "上级类别"


def publishers_for(user: Any, edition: Edition) -> QuerySet[Unit]:
    """One's own units of the street; for its staff, all that are enrolled."""
    scope = scope_of(user)
    enrolled = Enrolment.objects.active().filter(region=edition.region_id)
    if edition.region_id not in scope.worked_region_ids:
        own = [unit for unit, region in scope.acts_for if region == edition.region_id]
        enrolled = enrolled.filter(unit__in=own)
    return Unit.objects.filter(pk__in=enrolled.values("unit")).order_by("name", "id")


def neighbourhoods_of(edition: Edition) -> QuerySet[Unit]:
    enrolled = Enrolment.objects.active().filter(region=edition.region_id)
    return Unit.objects.neighbourhoods().filter(pk__in=enrolled.values("unit")).order_by("name", "id")
