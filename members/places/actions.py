"""The verbs of places: taking in the public tree, and what an office adds below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from members.places.divisions import BadDivisionsError, Division, problems_with
from members.places.models import Level, OfficePolicy, Region, Zone, policy_of
from members.places.naming import names_of, with_aliases
from members.places.points import refuse_half_a_point
from portal.permits import demand
from portal.refusals import Refusal

BATCH = 5000
BELOW: dict[str, str] = {
    Level.NEIGHBOURHOOD: Level.GRID,
    Level.GRID: Level.BUILDING,
    Level.BUILDING: Level.ENTRANCE,
}
"""What an office may add below what; everything higher comes from the public list."""

LAST_CODE = 999
REGION_FIELDS = ("name", "aliases", "latitude", "longitude")
NAME_TAKEN = "这个街道（镇）已有同名的片区，请换一个名称。"


@dataclass(frozen=True)
class Taken:
    """How many regions an import made, changed and found as they were."""

    created: int
    updated: int
    unchanged: int


def import_divisions(divisions: Iterable[Division]) -> Taken:
    """Bring the tree up to the file in two statements per 5,000 rows; a second time nothing changes.

    Aliases and coordinates stay, and a place that is renamed keeps its former name as an alias.
    Raises BadDivisionsError, and changes nothing, when any row is not right.
    """
    rows = list(divisions)
    with transaction.atomic():
        known = {region.code: region for region in Region.objects.select_for_update(no_key=True)}
        problems = problems_with(rows, set(known))
        if problems:
            raise BadDivisionsError(problems)
        new = [as_region(division) for division in rows if division.code not in known]
        changed = [
            known[division.code]
            for division in rows
            if division.code in known and bring_up(known[division.code], division)
        ]
        Region.objects.bulk_create(new, batch_size=BATCH)
        Region.objects.bulk_update(changed, ["name", "level", "parent", "aliases"], batch_size=BATCH)
    return Taken(len(new), len(changed), len(rows) - len(new) - len(changed))


def as_region(division: Division) -> Region:
    names = names_of(division.name)
    return Region(
        code=division.code,
        name=names.name,
        level=division.level,
        parent_id=division.parent_code or None,
        aliases=list(names.aliases),
    )


def bring_up(region: Region, division: Division) -> bool:
    """Make the region say what the file says; whether anything changed."""
    names = names_of(division.name)
    before = (region.name, region.level, region.parent_id, region.aliases)
    more = [*names.aliases, region.name]
    region.aliases = with_aliases(region.aliases, names.name, more)
    region.name, region.level, region.parent_id = names.name, division.level, division.parent_code or None
    return before != (region.name, region.level, region.parent_id, region.aliases)


def add_below(parent: Region, name: str, *, by: Any) -> Region:
    """A grid, building or entrance below this region, with the next free code of three digits."""
    demand(by, "regions.change", parent)
    if parent.level not in BELOW:
        raise Refusal(
            "not_here", "只能在居民区（村）、网格、楼栋下面增加。街道和居民区以民政部门公布的区划为准。"
        )
    with transaction.atomic():
        Region.objects.select_for_update(no_key=True).get(pk=parent.pk)
        last = parent.children.order_by("-code").values_list("code", flat=True).first()
        number = int(last[-3:]) + 1 if last else 1
        if number > LAST_CODE:
            raise Refusal("no_code_left", f"{parent}下已有 {LAST_CODE} 处，不能再增加。请先核对有无重复。")
        code = f"{parent.code}{number:03d}"
        return Region.objects.create(code=code, name=name, level=BELOW[parent.level], parent=parent)


def change_region(region: Region, *, by: Any, **fields: Any) -> Region:
    """Rename the region, say what else it is called or where it lies; what is not given stays.

    The public name of a neighbourhood stays findable. Raises Forbidden; Refusal half_a_point.
    """
    demand(by, "regions.change", region)
    with transaction.atomic():
        region = Region.objects.select_for_update(no_key=True).get(pk=region.pk)
        former = region.name
        for name in REGION_FIELDS:
            setattr(region, name, fields.get(name, getattr(region, name)))
        refuse_half_a_point(region.latitude, region.longitude)
        more = [former] if former != region.name else []
        region.aliases = with_aliases(region.aliases, region.name, more)
        region.save(update_fields=REGION_FIELDS)
    return region


def save_zone(zone: Zone, *, by: Any, regions: Iterable[Region], units: Iterable[Any]) -> Zone:
    """Keep a zone, new or changed, with the neighbourhoods and units it is made of."""
    demand(by, "zones.change", zone)
    taken = Zone.objects.filter(region=zone.region, name=zone.name).exclude(pk=zone.pk)
    with transaction.atomic():
        Region.objects.select_for_update(no_key=True).get(pk=zone.region_id)
        if taken.exists():
            raise Refusal("name_taken", NAME_TAKEN)
        zone.save()
        zone.regions.set(regions)
        zone.units.set(units)
    return zone


def change_policy(region: Region, *, by: Any, **settings: Any) -> OfficePolicy:
    """Keep what the street's office decides for itself (经办与审核分开, the days it gives).

    A claim keeps the day it was given; how long a review may take is reckoned anew for all that waits.
    """
    demand(by, "policy.change", region)
    with transaction.atomic():
        Region.objects.select_for_update(no_key=True).get(pk=region.pk)
        policy = policy_of(region)
        for name, value in settings.items():
            setattr(policy, name, value)
        policy.save()
    return policy
