"""What a unit could claim now, among what it could still do."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from alliances.metrics.possible import Possible
from members.places.models import Region
from members.units.models import Unit
from projects.claims.models import Claim
from projects.listings.models import Project


def claimable(user: Any, unit: Unit, region: Region) -> list[Possible]:
    """How many projects of this year have a place left that the unit does not hold. One query."""
    year = timezone.localdate().year
    own = Claim.objects.standing().filter(unit=unit)
    open_now = Project.objects.claimable_at(timezone.now()).filter(region=region, year=year)
    count = open_now.exclude(pk__in=own.values("project_id")).count()
    if not count:
        return []
    url = f"{reverse('hall')}?region={region.pk}&year={year}"
    return [Possible(f"认领大厅还有 {count} 个项目可认领", url)]
