"""Reads alliances for the planner: one query for a tree of any size."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from alliances.councils.models import Alliance, AllianceKind
from alliances.councils.planning import Node

KINDS = dict(AllianceKind.choices)


def nodes_of(alliances: QuerySet[Alliance]) -> list[Node]:
    """The alliances as nodes with their member units of today, in the order siblings stand."""
    today = timezone.localdate()
    ended = Q(memberships__until_on__lt=today)
    begun = Q(memberships__from_on__lte=today)
    rows = alliances.annotate(units=Count("memberships", filter=begun & ~ended)).order_by("sort", "id")
    values = rows.values_list("id", "parent_id", "name", "kind", "units")
    return [Node(pk, parent, name, kind, KINDS[kind], units) for pk, parent, name, kind, units in values]


def tree_seen(user: Any, alliance: Alliance) -> list[Node]:
    """All standing alliances of the district that this person sees."""
    district = alliance.region.code[:6]
    seen = Alliance.objects.visible_to(user).standing().filter(region__code__startswith=district)
    return nodes_of(seen)
