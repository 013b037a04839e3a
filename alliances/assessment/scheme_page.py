"""What a scheme's page shows, and which buttons it offers to whom."""

from typing import Any

from alliances.assessment.badges import badge_of, cycle_badge_of
from alliances.assessment.models import Cycle, Indicator, Rule, Scheme
from alliances.assessment.readiness import Table, problems_in, table_of
from alliances.assessment.states import SchemeState
from alliances.assessment.wording import (
    condition_words,
    grade_words,
    rule_words,
    source_words,
    terms_in_words,
)
from portal.permits import may
from portal.workflow.models import Step


def context_of(scheme: Scheme, user: Any) -> dict[str, Any]:
    """A fixed number of queries, however long the scheme."""
    table = table_of(scheme)
    drafted = scheme.state == SchemeState.DRAFTED
    sees = may(user, "schemes.see", scheme)
    return {
        "scheme": scheme,
        "badge": badge_of(scheme),
        "terms": terms_in_words(scheme, [kind.name for kind in scheme.unit_kinds.all()]),
        "table": table,
        "groups": [(each, _leaves(each.leaves)) for each in table.groups],
        "weights": weights_of(table),
        "grades": [(grade, grade_words(grade)) for grade in table.grades],
        "conditions": _conditions(scheme, table),
        "problems": list(problems_in(table)) if drafted else [],
        "with_targets": any(leaf.rule == Rule.RATIO for each in table.groups for leaf in each.leaves),
        "may_see_all": sees,
        "may_edit": drafted and may(user, "schemes.change", scheme),
        "may_copy": not drafted and may(user, "schemes.change", scheme),
        "may_adopt": may(user, "schemes.adopt", scheme),
        "after": Scheme.objects.visible_to(user).filter(follows=scheme).first(),
        "before": Scheme.objects.visible_to(user).filter(followed_by=scheme).first(),
        "cycles": _cycles(scheme, user),
        "steps": _steps(scheme) if sees else [],
    }


def weights_of(table: Table) -> list[tuple[Indicator, str]]:
    """Each group with its part of the full marks in words: 40%, or what it adds at most."""
    whole = table.total
    return [
        (each.row, "加分" if each.row.is_bonus else f"{each.row.full_marks * 100 / whole:.0f}%")
        for each in table.groups
    ]


def _leaves(leaves: tuple[Indicator, ...]) -> list[tuple[Indicator, str, str]]:
    return [(leaf, source_words(leaf), rule_words(leaf)) for leaf in leaves]


def _conditions(scheme: Scheme, table: Table) -> list[tuple[Any, str]]:
    rows = scheme.conditions.select_related("indicator", "best").order_by("pk")
    return [(row, condition_words(row)) for row in rows]


def _cycles(scheme: Scheme, user: Any) -> list[tuple[Cycle, tuple[str, str]]]:
    """Those this person sees, each with its badge. One query."""
    rows = Cycle.objects.visible_to(user).filter(scheme=scheme).order_by("from_on", "pk")
    return [(row, cycle_badge_of(row)) for row in rows]


def _steps(scheme: Scheme) -> list[Step]:
    return list(Step.objects.about(scheme).select_related("by", "for_unit").order_by("-id"))
