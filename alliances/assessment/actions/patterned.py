"""A draft that starts from a pattern."""

from decimal import Decimal
from itertools import count
from typing import Any

from django.db import transaction

from alliances.assessment.actions.schemes import draft_scheme
from alliances.assessment.measuring import steps_kept
from alliances.assessment.models import Condition, Grade, Indicator, Scheme
from alliances.assessment.patterns import Pattern
from alliances.assessment.patterns.pattern import Group, Leaf
from members.places.models import Region
from portal.inserting import insert_many


def draft_from(pattern: Pattern, region: Region, *, by: Any, **terms: Any) -> Scheme:
    """拟订 a scheme that says what the pattern says; `terms` are its own, as in `draft_scheme`.

    Units are never graded: for them grades and conditions are left out. Refusals as in drafting.
    """
    with transaction.atomic():
        scheme = draft_scheme(region, by=by, **terms_of(pattern) | terms)
        leaves = _insert_groups(scheme, pattern.groups)
        if scheme.is_appraisal:
            _insert_grades(scheme, pattern, leaves)
    return scheme


def terms_of(pattern: Pattern) -> dict[str, Any]:
    """What the form of a new scheme begins with."""
    names = ("name", "purpose", "cadence", "full_marks", "ordinary_percent", "publicise_days")
    return {name: getattr(pattern, name) for name in names}


def _insert_groups(scheme: Scheme, groups: tuple[Group, ...]) -> dict[str, Indicator]:
    """The indicators, by name. Groups go first: an indicator stands under one that is there."""
    places = count(1)
    standing = []
    for group in groups:
        parent = _group(scheme, group, next(places))
        standing.append((parent, [(leaf, next(places)) for leaf in group.leaves]))
    insert_many([parent for parent, _ in standing])
    found = {
        leaf.name: Indicator(scheme=scheme, parent=parent, ordinal=place, **_said(leaf))
        for parent, leaves in standing
        for leaf, place in leaves
    }
    insert_many(list(found.values()))
    return found


def _group(scheme: Scheme, group: Group, place: int) -> Indicator:
    said = {"name": group.name, "full_marks": group.full, "is_bonus": group.is_bonus, "index": group.index}
    return Indicator(scheme=scheme, ordinal=place, **said)


def _insert_grades(scheme: Scheme, pattern: Pattern, leaves: dict[str, Indicator]) -> None:
    grades = {
        mark.name: Grade(
            scheme=scheme, ordinal=place, name=mark.name, at_least=mark.at_least, quota_percent=mark.quota
        )
        for place, mark in enumerate(pattern.grades, start=1)
    }
    insert_many(list(grades.values()))
    insert_many(
        [
            Condition(
                scheme=scheme,
                indicator=leaves[limit.indicator],
                best=grades[limit.best],
                at_least=limit.at_least,
            )
            for limit in pattern.limits
        ]
    )


def _said(leaf: Leaf) -> dict[str, Any]:
    return {
        "name": leaf.name,
        "full_marks": leaf.full,
        "source": leaf.source,
        "rule": leaf.rule,
        "metric": leaf.metric,
        "survey_kind": leaf.survey,
        "per_item": leaf.per_item,
        "target": leaf.target,
        "steps": steps_kept((Decimal(least), Decimal(points)) for least, points in leaf.steps),
        "floor": leaf.floor,
        "requirement": leaf.requirement,
    }
