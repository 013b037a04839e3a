"""What the forms about trees and teams have in common: the choices that depend on who asks."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet

from members.formpages import offer
from members.places.choosing import PlaceField, places_within, worked_regions
from members.places.models import Region
from members.units.choosing import units_offered


class KeptForm(forms.ModelForm):
    """Something of a street: its region is chosen when it is entered, and stays.

    `version` is what was seen when the form was opened.
    """

    place = PlaceField(Region.objects.none(), label="所在村居", required=False, empty_label="不限")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    KEPT: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance if self.instance.pk else None
        codes = [kept.region.code] if kept else self.offer_regions(worked_regions(user))
        offer(self, "place", places_within(*codes))
        offer(self, "unit", units_offered(user, kept.unit_id if kept else None), empty_label="没有")
        if kept:
            del self.fields["region"]
            self.initial["version"] = kept.version

    def offer_regions(self, regions: QuerySet[Region]) -> list[str]:
        field: Any = self.fields["region"]
        field.queryset, field.empty_label = regions, None
        return [region.code for region in regions]

    def validate_unique(self) -> None:
        """The action says who has the name."""

    @property
    def terms(self) -> dict[str, Any]:
        """What the action takes: what was typed, but for the region and the version."""
        return {name: self.cleaned_data[name] for name in self.KEPT}


def offer_parents(form: KeptForm, rows: Any) -> None:
    """What may stand above: of the rows one sees all that stands, but for the node and what is under it."""
    kept = form.instance
    seen = rows.model.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk=kept.parent_id))
    standing = seen.standing().defer("grams").in_order()
    offered = standing.exclude(path__contains=[kept.pk]) if kept.pk else standing
    offer(form, "parent", offered, empty_label="没有上级")
