"""The next duty, among what a unit could still do."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from alliances.metrics.possible import Possible
from alliances.rotation.models import Duty
from members.places.models import Region
from members.units.models import Unit


def next_duty(user: Any, unit: Unit, region: Region) -> list[Possible]:
    """The next one that is published. One query."""
    rows = Duty.objects.standing().filter(holder=unit, period__gt=timezone.localdate())
    here = rows.filter(rotation__alliance__region__code__startswith=region.code)
    found = here.select_related("rotation").order_by("period", "pk").first()
    if found is None:
        return []
    return [
        Possible(f"{found.words} {found.rotation.name}", reverse("duty", args=[found.pk]), "已公布的轮值")
    ]
