"""A cycle from its first day to its end: opened, computed, judged, reviewed, told, final."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.assessment import computing
from alliances.assessment.locking import lock_cycle, lock_scheme
from alliances.assessment.models import Cycle, Scheme
from alliances.assessment.notices import tell_results
from alliances.assessment.planning.spans import spans_begun
from alliances.assessment.states import (
    COMPUTABLE,
    CYCLE_MACHINE,
    CycleState,
    ObjectionState,
    SchemeState,
)
from members.places.models import policy_of
from portal.collecting import without_collecting
from portal.permits import demand
from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import Acting, undo_until, wrong_state
from portal.workflow.models import Step


def open_cycles(today: dt.date) -> int:
    """For the hourly job: what adopted schemes have begun and nobody opened. Returns how many."""
    adopted = Scheme.objects.filter(state=SchemeState.ADOPTED).order_by("pk")
    return sum(len(open_begun(scheme, today)) for scheme in adopted)


def open_begun(scheme: Scheme, today: dt.date) -> list[Cycle]:
    """Cycles of the scheme that have begun by the day, each once, whoever runs it at the same time.

    Not as long as the adoption can be taken back. A span that an edition before has opened stays with it.
    """
    opened = []
    with transaction.atomic():
        locked = lock_scheme(scheme.pk)
        if locked.state != SchemeState.ADOPTED or _may_be_taken_back(locked):
            return []
        known = set(Cycle.objects.filter(scheme__in=locked.editions()).values_list("span", flat=True))
        with_year = locked.ordinary_percent > 0
        for span, since, until in spans_begun(locked.year, locked.cadence, today, with_year=with_year):
            if span not in known:
                row = Cycle.objects.create(scheme=locked, span=span, from_on=since, until_on=until)
                CYCLE_MACHINE.begin(row, "开启", Acting(None))
                opened.append(row)
    return opened


def compute_ended(today: dt.date) -> int:
    """For the hourly job: cycles that are over and were not computed yet. Returns how many."""
    ended = Cycle.objects.filter(state=CycleState.OPEN, until_on__lt=today).order_by("pk")
    for cycle in ended:
        compute(cycle, by=None)
    return len(ended)


def _may_be_taken_back(scheme: Scheme) -> bool:
    last = Step.objects.about(scheme).filter(verb="adopt").order_by("-id").first()
    return last is not None and last.by_id is not None and timezone.now() <= undo_until(last.recorded_at)


def compute(cycle: Cycle, *, by: Any) -> Cycle:
    """计算: results of all whom the scheme concerns, from the records as they are now.

    Nothing is written where nothing has changed. Two at once wait for each other; one that is killed
    leaves what was there. Refusal: wrong_state.
    """
    with transaction.atomic():
        locked = lock_cycle(cycle)
        demand(by, "cycles.compute", locked)
        if locked.state not in COMPUTABLE:
            raise wrong_state(locked, "计算")
        with without_collecting():
            outcomes = computing.outcomes_of(locked)
            digest = computing.digest_of(outcomes)
            if locked.state == CycleState.COMPUTED and digest == locked.digest:
                return locked
            computing.store(locked, outcomes)
        said = {"computed_at": timezone.now(), "computed_by": by, "digest": digest}
        if locked.state == CycleState.OPEN:
            CYCLE_MACHINE.take(locked, "compute", Acting(by), **said)
        else:
            for name, value in said.items():
                setattr(locked, name, value)
            locked.version += 1
            locked.save(update_fields=[*said, "version"])
            CYCLE_MACHINE.note(locked, "compute", "重新计算", Acting(by))
    return locked


def review(cycle: Cycle, *, by: Any, opinion: str = "") -> Cycle:
    """审核: results stand from here on. Forbidden `four_eyes` where the office keeps 经办 and 审核 apart.

    Refusals: wrong_state, not_over, unjudged, outdated (records changed since it was computed).
    """
    with transaction.atomic():
        locked = lock_cycle(cycle)
        demand(by, "cycles.review", locked)
        if not CYCLE_MACHINE.can(locked, "review"):
            raise wrong_state(locked, "审核")
        _check_four_eyes(locked, by)
        if timezone.localdate() <= locked.until_on:
            raise Refusal("not_over", f"本周期到 {locked.until_on:%Y-%m-%d} 为止，结束后再审核。")
        _refuse_unjudged(locked)
        if computing.digest_of(computing.outcomes_of(locked)) != locked.digest:
            raise Refusal("outdated", "计算之后记录有变动，请先重新计算再审核。")
        CYCLE_MACHINE.take(locked, "review", Acting(by, opinion=opinion))
    return locked


def undo_review(cycle: Cycle, *, by: Any) -> Cycle:
    """撤回 one's own review within ten minutes. Refusals: too_late, wrong_state."""
    with transaction.atomic():
        locked = lock_cycle(cycle)
        demand(by, "cycles.review", locked)
        CYCLE_MACHINE.undo(locked, Acting(by))
    return locked


def send_back(cycle: Cycle, *, by: Any, reason: str) -> Cycle:
    """退回: computed and judged again. Refusals: reason_needed, wrong_state."""
    if not reason.strip():
        raise Refusal("reason_needed", "请写明退回的原因。")
    with transaction.atomic():
        locked = lock_cycle(cycle)
        demand(by, "cycles.review", locked)
        CYCLE_MACHINE.take(locked, "reopen", Acting(by, opinion=reason))
    return locked


def announce(cycle: Cycle, *, by: Any) -> Cycle:
    """反馈 to each what concerns it; 公示 to all where the scheme says so. Objections are open from now on.

    Refusal: wrong_state.
    """
    with transaction.atomic():
        locked = lock_cycle(cycle)
        demand(by, "cycles.announce", locked)
        scheme = locked.scheme
        verb = "publicise" if scheme.publicise_days else "feed-back"
        days = max(scheme.objection_days, scheme.publicise_days)
        until = timezone.localdate() + dt.timedelta(days=days)
        CYCLE_MACHINE.take(locked, verb, Acting(by), contest_until=until)
        what = "考核结果" if scheme.is_appraisal else "参与情况反馈"
        body = f"如有异议，请在 {until:%Y-%m-%d} 前提出。"
        current = locked.results.current().select_related("unit", "party_org")
        tell_results(locked, current, f"{locked}{what}", body)
    return locked


def finalise(cycle: Cycle, *, by: Any) -> Cycle:
    """确定: it never changes again. Refusals: wrong_state, contest_open, objections_open."""
    with transaction.atomic():
        locked = lock_cycle(cycle)
        demand(by, "cycles.announce", locked)
        if not CYCLE_MACHINE.can(locked, "finalise"):
            raise wrong_state(locked, "确定")
        if locked.contest_until is not None and timezone.localdate() <= locked.contest_until:
            raise Refusal("contest_open", f"异议期到 {locked.contest_until:%Y-%m-%d} 为止，过后再确定。")
        raised = locked.results.filter(objections__state=ObjectionState.RAISED).count()
        if raised:
            raise Refusal("objections_open", f"还有 {raised} 件异议未答复，请先答复。")
        CYCLE_MACHINE.take(locked, "finalise", Acting(by))
    return locked


def _check_four_eyes(cycle: Cycle, by: Any) -> None:
    if by is None or not policy_of(cycle.scheme.region).four_eyes:
        return
    if cycle.computed_by_id == by.pk or cycle.judgements.filter(by=by).exists():
        raise Forbidden("four_eyes", "本街道（镇）规定经办与审核分开：您计算或评议的周期须由其他人员审核。")


def _refuse_unjudged(cycle: Cycle) -> None:
    missing = computing.unjudged(cycle)
    if missing:
        names = "、".join(f"{whom}的“{indicator}”" for whom, indicator in missing[:3])
        raise Refusal("unjudged", f"还有 {len(missing)} 项评议未打分，如{names}。请先评议。")
