"""异议复核: raised by whom it concerns, answered with reasons; upheld, a corrected edition follows."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.assessment.computing import held_down, plan_of
from alliances.assessment.locking import lock_cycle, lock_objection
from alliances.assessment.models import Grade, Indicator, Objection, Result, Score
from alliances.assessment.notices import raised_key, tell_corrected, tell_dismissed, tell_office_raised
from alliances.assessment.planning.grading import Standing, beside
from alliances.assessment.planning.rules import said
from alliances.assessment.planning.totals import Leaf, total_of, year_total
from alliances.assessment.rules import concerned_unit, on_behalf
from alliances.assessment.states import CONTESTABLE, OBJECTION_MACHINE
from members.behalf import refuse_without_basis
from portal.constraints import refused_as
from portal.outbox.actions import cancel
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, check_undo, wrong_state
from portal.workflow.models import Step

TWICE = Refusal("already_raised", "对这一项已提出异议，正在办理，请等候答复。")


def raise_objection(
    result: Result, *, by: Any, text: str, indicator: Indicator | None = None, basis: str = ""
) -> Objection:
    """提出异议 against one indicator's points, or the result as a whole.

    Refusals: text_needed, wrong_state, too_late, outdated, odd_indicator, basis_needed, already_raised.
    """
    if not text.strip():
        raise Refusal("text_needed", "请写明对哪一点有异议、依据是什么。")
    with transaction.atomic():
        cycle = lock_cycle(result.cycle)
        demand(by, "results.contest", result)
        if on_behalf(by, result):
            refuse_without_basis(basis)
        _check_open(result, cycle)
        if indicator is not None and indicator.scheme_id != cycle.scheme_id:
            raise Refusal("odd_indicator", f"“{indicator}”不是本办法的指标。")
        objection = Objection(result=result, indicator=indicator, text=text, raised_by=by)
        with refused_as({"objection_once_at_a_time": TWICE}):
            objection.save(force_insert=True)
        acting = Acting(by, for_unit=concerned_unit(result), opinion=text, basis=basis)
        OBJECTION_MACHINE.begin(objection, "提出异议", acting)
        tell_office_raised(objection)
    return objection


def withdraw_objection(objection: Objection, *, by: Any) -> Objection:
    """撤回异议, as long as nobody answered. Refusal: wrong_state."""
    with transaction.atomic():
        locked = lock_objection(objection)
        demand(by, "results.contest", locked.result)
        OBJECTION_MACHINE.take(locked, "withdraw", Acting(by, for_unit=concerned_unit(locked.result)))
        cancel(raised_key(locked))
    return locked


def dismiss(objection: Objection, *, by: Any, answer: str) -> Objection:
    """维持原结果, with the reason. Refusals: answer_needed, wrong_state."""
    with transaction.atomic():
        locked = _answerable(objection, by, answer, "dismiss")
        OBJECTION_MACHINE.take(locked, "dismiss", Acting(by, opinion=answer), **_answered(by, answer))
        tell_dismissed(locked)
    return locked


def uphold(
    objection: Objection, *, by: Any, answer: str, points: Decimal, indicator: Indicator | None = None
) -> Objection:
    """予以更正: a corrected edition with these points for the indicator; the one before is kept.

    The others keep their grades: where a quota is full, the next grade is given, and the result says so.
    Refusals: answer_needed, wrong_state, indicator_needed, out_of_range, final.
    """
    with transaction.atomic():
        locked = _answerable(objection, by, answer, "uphold")
        chosen = locked.indicator or indicator
        if chosen is None or chosen.parent_id is None:
            raise Refusal("indicator_needed", "请选择更正哪一项指标的得分。")
        if not chosen.floor <= points <= chosen.full_marks:
            bounds = f"{said(chosen.floor)} 至 {said(chosen.full_marks)}"
            raise Refusal("out_of_range", f"“{chosen}”的得分应在 {bounds} 之间，请核对。")
        corrected = _correct(locked, chosen, points)
        changes = {**_answered(by, answer), "corrected": corrected}
        OBJECTION_MACHINE.take(locked, "uphold", Acting(by, opinion=answer), **changes)
        tell_corrected(locked, corrected)
    return locked


def undo_objection(objection: Objection, *, by: Any) -> Objection:
    """撤回 what one has just raised, within ten minutes: as if by withdrawing it. Refusal: too_late."""
    last = Step.objects.about(objection).order_by("-id").first()
    check_undo(last, by)
    return withdraw_objection(objection, by=by)


def _check_open(result: Result, cycle: Any) -> None:
    if cycle.state not in CONTESTABLE:
        raise wrong_state(cycle, "提出异议")
    if timezone.localdate() > cycle.contest_until:
        raise Refusal("too_late", f"异议期已于 {cycle.contest_until:%Y-%m-%d} 结束。如有疑问请联系党建办。")
    if not Result.objects.filter(pk=result.pk, is_current=True).exists():
        raise Refusal("outdated", "这是更正前的结果，请打开现行的一版。")


def _answerable(objection: Objection, by: Any, answer: str, verb: str) -> Objection:
    if not answer.strip():
        raise Refusal("answer_needed", "请写明答复的理由，提出的一方能看到。")
    locked = lock_objection(objection)
    demand(by, "objections.answer", locked)
    if not OBJECTION_MACHINE.can(locked, verb):
        raise wrong_state(locked, "答复")
    return locked


def _answered(by: Any, answer: str) -> dict[str, Any]:
    return {"answer": answer, "answered_by": by, "answered_at": timezone.now()}


def _correct(objection: Objection, indicator: Indicator, points: Decimal) -> Result:
    """A further edition of the current result, in its place."""
    current = Result.objects.current().get(
        cycle=objection.result.cycle_id,
        unit=objection.result.unit_id,
        party_org=objection.result.party_org_id,
    )
    scores = [_copied(row) for row in current.scores.select_related("indicator__parent")]
    for row in scores:
        if row.indicator_id == indicator.pk:
            row.points, row.words = points, f"异议复核后更正为 {said(points)} 分"
    corrected = _again(current, objection.result.cycle, scores)
    Result.objects.filter(pk=current.pk).update(is_current=False)
    corrected.save(force_insert=True)
    for row in scores:
        row.result = corrected
    Score.objects.bulk_create(scores)
    return corrected


def _copied(row: Score) -> Score:
    return Score(indicator=row.indicator, value=row.value, points=row.points, words=row.words)


def _again(current: Result, cycle: Any, scores: list[Score]) -> Result:
    """Totals and grade of the corrected scores; the others' grades stand."""
    plan = plan_of(cycle.scheme)
    leaves = [_leaf(row) for row in scores]
    total = total_of(leaves, cycle.scheme.full_marks)
    ordinary = [] if current.ordinary is None else [current.ordinary]
    percent = 0 if current.ordinary is None else cycle.scheme.ordinary_percent
    year = year_total(total, ordinary, percent)
    others = cycle.results.current().exclude(pk=current.pk)
    taken = Counter(others.exclude(grade=None).values_list("grade__name", flat=True))
    standing = Standing(year.total, held_down(plan.conditions, scores))
    given = beside(standing, plan.steps, taken, others.count() + 1)
    why = "；".join(part for part in (total.words, year.words, given.words, "异议复核后更正") if part)
    return Result(
        cycle=cycle,
        unit=current.unit,
        party_org=current.party_org,
        edition=current.edition + 1,
        share=current.share,
        base=total.base,
        bonus=total.bonus,
        ordinary=year.ordinary,
        total=year.total,
        indices={name: str(value) for name, value in total.indices.items()},
        grade=Grade.objects.filter(scheme=cycle.scheme, name=given.grade).first(),
        why=why[:300],
    )


def _leaf(row: Score) -> Leaf:
    group = row.indicator.group
    return Leaf(row.points, row.indicator.full_marks, group.is_bonus, group.index)
