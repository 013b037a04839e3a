"""What a draft says: its groups and indicators, grades and conditions, each under the scheme's lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from alliances.assessment.actions.schemes import lock_draft
from alliances.assessment.measuring import tidied, wrong_in
from alliances.assessment.models import Condition, Grade, Indicator, Scheme
from portal.constraints import refused_as
from portal.refusals import Refusal

GROUP = ("name", "requirement", "full_marks", "is_bonus", "index")
LEAF = (
    *("name", "requirement", "full_marks", "floor", "source", "metric", "survey_kind"),
    *("rule", "per_item", "target", "steps"),
)
ASIDE = 10_000
"""Added to all places while they are counted anew: no two rows share a place on the way."""

HELD = {
    "indicator_full_marks_positive": Refusal("out_of_range", "满分要大于 0。"),
    "grade_name_once": Refusal("name_taken", "已有同名的等次，请换一个名称。"),
    "grade_quota_in_range": Refusal("out_of_range", "名额应在 1% 至 100% 之间，不限的不填。"),
    "condition_once": Refusal("already_there", "这一指标对这一等次已有限定条件，请修改已有的。"),
}


def add_group(scheme: Scheme, *, by: Any, **said: Any) -> Indicator:
    """增加一组, after the others. Refusals: wrong_state, out_of_range."""
    with changing(scheme, by) as locked:
        return _insert(Indicator(scheme=locked, ordinal=_last(locked) + 1, **said))


def add_indicator(group: Indicator, *, by: Any, **said: Any) -> Indicator:
    """增加指标, the last of its group. Refusals: wrong_state, out_of_range, and what `wrong_in` says."""
    with changing(group.scheme, by) as locked:
        if group.parent_id is not None:
            raise Refusal("not_a_group", f"“{group}”是指标，不是一组，下面不能再设指标。")
        made = Indicator(scheme=locked, parent=group, ordinal=_last(locked) + 1, **said)
        _refuse_wrong(tidied(made))
        _insert(made)
        _renumber(locked)
        made.refresh_from_db(fields=["ordinal"])
    return made


def change_indicator(indicator: Indicator, *, by: Any, **said: Any) -> Indicator:
    """Change a group or an indicator. Refusals as in adding."""
    with changing(indicator.scheme, by):
        fresh = Indicator.objects.get(pk=indicator.pk)
        for name, value in said.items():
            setattr(fresh, name, value)
        if fresh.parent_id is not None:
            _refuse_wrong(tidied(fresh))
        with refused_as(HELD):
            fresh.save()
    return fresh


def move_indicator(indicator: Indicator, *, by: Any, up: bool) -> None:
    """上移、下移 among its own kind: a group with all that stands in it. At the edge nothing moves."""
    with changing(indicator.scheme, by) as locked:
        alike = list(locked.indicators.filter(parent=indicator.parent_id).order_by("ordinal"))
        place = next(at for at, row in enumerate(alike) if row.pk == indicator.pk)
        other = place - 1 if up else place + 1
        if 0 <= other < len(alike):
            alike[place], alike[other] = alike[other], alike[place]
            _renumber(locked, {row.pk: at for at, row in enumerate(alike)})


def remove_indicator(indicator: Indicator, *, by: Any) -> None:
    """With what stands under it: indicators, conditions, targets. Refusal: wrong_state."""
    with changing(indicator.scheme, by) as locked:
        Indicator.objects.filter(pk=indicator.pk).delete()
        _renumber(locked)


def add_grade(scheme: Scheme, *, by: Any, **said: Any) -> Grade:
    """设等次; the more points it asks for, the better it is. Refusals: feedback_ungraded, name_taken."""
    with changing(scheme, by) as locked:
        if not locked.is_appraisal:
            raise Refusal("feedback_ungraded", "参与情况反馈不评等次。")
        made = Grade(scheme=locked, ordinal=locked.grades.count() + 1, **said)
        with refused_as(HELD):
            made.save()
        _rank(locked)
        made.refresh_from_db(fields=["ordinal"])
    return made


def change_grade(grade: Grade, *, by: Any, **said: Any) -> Grade:
    """Refusals: wrong_state, name_taken, out_of_range."""
    with changing(grade.scheme, by) as locked:
        with refused_as(HELD):
            Grade.objects.filter(pk=grade.pk).update(**said)
        _rank(locked)
        grade.refresh_from_db()
    return grade


def remove_grade(grade: Grade, *, by: Any) -> None:
    """With the conditions that name it. Refusal: wrong_state."""
    with changing(grade.scheme, by) as locked:
        Grade.objects.filter(pk=grade.pk).delete()
        _rank(locked)


def add_condition(
    scheme: Scheme, *, by: Any, indicator: Indicator, at_least: Decimal, best: Grade
) -> Condition:
    """设限定条件 of an indicator and a grade of this scheme. Refusals: odd_part, already_there."""
    with changing(scheme, by) as locked:
        _refuse_odd(locked, indicator, best)
        made = Condition(scheme=locked, indicator=indicator, at_least=at_least, best=best)
        with refused_as(HELD):
            made.save()
    return made


def change_condition(
    condition: Condition, *, by: Any, indicator: Indicator, at_least: Decimal, best: Grade
) -> Condition:
    """Refusals as in adding."""
    with changing(condition.scheme, by) as locked:
        _refuse_odd(locked, indicator, best)
        said = {"indicator": indicator, "at_least": at_least, "best": best}
        with refused_as(HELD):
            Condition.objects.filter(pk=condition.pk).update(**said)
        condition.refresh_from_db()
    return condition


def remove_condition(condition: Condition, *, by: Any) -> None:
    with changing(condition.scheme, by):
        Condition.objects.filter(pk=condition.pk).delete()


@contextmanager
def changing(scheme: Scheme, by: Any) -> Iterator[Scheme]:
    """The draft, held; whoever saw it before sees by its version that it says something else now."""
    with transaction.atomic():
        locked = lock_draft(scheme, by=by)
        yield locked
        locked.version += 1
        locked.save(update_fields=["version"])


def _insert(indicator: Indicator) -> Indicator:
    with refused_as(HELD):
        indicator.save(force_insert=True)
    return indicator


def _last(scheme: Scheme) -> int:
    return scheme.indicators.count()


def _refuse_wrong(indicator: Indicator) -> None:
    for sentence in wrong_in(indicator).values():
        raise Refusal("odd_terms", f"“{indicator}”：{sentence}")


def _refuse_odd(scheme: Scheme, indicator: Indicator, best: Grade) -> None:
    if indicator.scheme_id != scheme.pk or indicator.parent_id is None or best.scheme_id != scheme.pk:
        raise Refusal("odd_part", "限定条件要用本办法里的指标和等次，请重新选择。")


def _renumber(scheme: Scheme, moved: dict[int, int] | None = None) -> None:
    """Places from one on: each group, then what stands in it. `moved`: new places among some alike."""
    rows = list(scheme.indicators.all())
    at = {row.pk: row.ordinal for row in rows} | (moved or {})
    rows.sort(key=lambda row: (at[row.parent_id or row.pk], row.parent_id is not None, at[row.pk]))
    _count_anew(scheme.indicators, rows)


def _rank(scheme: Scheme) -> None:
    _count_anew(scheme.grades, sorted(scheme.grades.all(), key=lambda row: (-row.at_least, row.ordinal)))


def _count_anew(manager: Any, rows: list[Any]) -> None:
    if [row.ordinal for row in rows] == list(range(1, len(rows) + 1)):
        return
    manager.update(ordinal=F("ordinal") + ASIDE)
    for place, row in enumerate(rows, start=1):
        row.ordinal = place
    manager.bulk_update(rows, ["ordinal"])
