"""A tree on a page of its own: one region after the other, folded and unfolded by the browser alone."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from members.places.models import Region
from members.scope import scope_of
from members.trees.models import TreeQuerySet
from members.trees.planning import branches_of, structure_of


def tree_shown(request: HttpRequest, nodes: TreeQuerySet) -> dict[str, Any]:
    """What stands in the region asked for (`?region=` its code), in the first one that has any unless told.

    Two queries, however large the tree is.
    """
    regions = list(regions_with(request.user, nodes))
    region = chosen(request, regions)
    seen = nodes.visible_to(request.user).standing().within(region) if region else nodes.none()
    rows = list(seen.select_related("place").defer("grams").in_order())
    return {
        "region": region,
        "tabs": [tab(each, request.path, current=each == region) for each in regions],
        "branches": branches_of(rows),
        "figures": figures(
            nodes, {level: sum(row.level == level for row in rows) for level in levels(nodes)}
        ),
    }


def regions_with(user: Any, nodes: TreeQuerySet) -> Any:
    """The regions one sees that have such nodes, the district before its streets."""
    here = nodes.visible_to(user).standing().values("region_id")
    return Region.objects.filter(pk__in=here).order_by("code")


def chosen(request: HttpRequest, regions: list[Region]) -> Region | None:
    """Of those one sees, with nodes or without. Raises Http404 for any other."""
    if "region" not in request.GET:
        return regions[0] if regions else None
    asked = request.GET["region"]
    known = next((each for each in regions if each.code == asked), None)
    seen = Region.objects.filter(pk__in=scope_of(request.user).seen_region_ids)
    return known or get_object_or_404(seen, code=asked)


def tab(region: Region, path: str, *, current: bool) -> dict[str, Any]:
    return {"label": region.name, "url": f"{path}?region={region.code}", "current": current}


def levels(nodes: Any) -> list[str]:
    return list(nodes.model.LEVELS)


def counted(nodes: Any) -> dict[str, int]:
    """How many nodes stand on each level. One query."""
    return dict(nodes.standing().order_by().values_list("level").annotate(Count("pk")))


def figures(nodes: Any, counts: dict[str, int]) -> dict[str, Any]:
    """The counts by the words of the levels, and the whole as people write it: 1+17+49."""
    words = dict(nodes.model._meta.get_field("level").choices)
    named = [(words[level], counts.get(level, 0), "个") for level in levels(nodes)]
    return {"levels": named, "structure": structure_of(count for _, count, _ in named)}
