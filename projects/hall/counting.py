"""What stands above the hall: how many are published and can be claimed, by category, and the places."""

from dataclasses import dataclass

from members.places.models import Region
from projects.hall.areas import Areas, villages_inside, zones_inside
from projects.hall.lists import claimable_now
from projects.listings.counting import CategoryCount, categories_inside, categories_of, counted
from projects.listings.editions import Edition
from projects.listings.models import ProjectQuerySet


@dataclass(frozen=True)
class Overview:
    """What stands above the list: the figures of each category, and the places to choose from."""

    listed: list[CategoryCount]
    wanted: list[CategoryCount]
    areas: Areas


def overview_of(edition: Edition, published: ProjectQuerySet, unit_id: int | None = None) -> Overview:
    """`wanted` counts what this unit can claim now; without a unit, what is kept for nobody. One query."""
    wanted = claimable_now(published, unit_id)
    read = categories_inside(edition), categories_of(published), categories_of(wanted)
    street = Region.objects.filter(pk=edition.region_id)
    found, published_in, wanted_in, zones, villages = street.values_list(
        *read, zones_inside(), villages_inside()
    ).get()
    return Overview(counted(found, published_in), counted(found, wanted_in), Areas(zones, villages))
