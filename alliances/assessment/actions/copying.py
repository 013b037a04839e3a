"""What a scheme says, copied into its next edition."""

from collections.abc import Mapping
from typing import Any

from alliances.assessment.models import Condition, Grade, Indicator, Scheme, Target
from portal.inserting import insert_many

SAID = (
    *("ordinal", "name", "requirement", "full_marks", "is_bonus", "index", "source", "metric"),
    *("survey_kind", "rule", "per_item", "target", "steps", "floor"),
)
GRADED = ("ordinal", "name", "at_least", "quota_percent")
PLEDGED = ("unit_id", "party_org_id", "quantity", "requirement", "standard", "pledged_by_id", "pledged_at")

Copied = Mapping[int, Indicator]
"""The number of an indicator → its copy."""


def copy_parts(source: Scheme, fresh: Scheme) -> Copied:
    """Groups, indicators, grades and conditions."""
    copied = _copy_indicators(source, fresh)
    grades = {each.pk: Grade(scheme=fresh, **_said(each, GRADED)) for each in source.grades.all()}
    insert_many(list(grades.values()))
    insert_many(
        [
            Condition(
                scheme=fresh,
                indicator=copied[each.indicator_id],
                best=grades[each.best_id],
                at_least=each.at_least,
            )
            for each in source.conditions.all()
        ]
    )
    return copied


def copy_targets(copied: Copied) -> None:
    """What was pledged for the year stays pledged."""
    rows = Target.objects.filter(indicator__in=list(copied)).order_by("pk")
    insert_many(
        [Target(indicator=copied[row.indicator_id], basis=row.basis, **_said(row, PLEDGED)) for row in rows]
    )


def _copy_indicators(source: Scheme, fresh: Scheme) -> dict[int, Indicator]:
    """Groups first: an indicator stands under one that is there."""
    rows = list(source.indicators.order_by("ordinal"))
    copied = {row.pk: Indicator(scheme=fresh, **_said(row, SAID)) for row in rows}
    insert_many([copied[row.pk] for row in rows if row.parent_id is None])
    leaves = []
    for row in rows:
        if row.parent_id is not None:
            copied[row.pk].parent = copied[row.parent_id]
            leaves.append(copied[row.pk])
    insert_many(leaves)
    return copied


def _said(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
