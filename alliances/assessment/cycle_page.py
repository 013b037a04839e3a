"""What a cycle's page is made of: what to do first, how far it is, what came out, what was objected to."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from alliances.assessment.badges import cycle_badge_of
from alliances.assessment.computing import assessed_in
from alliances.assessment.cycle_verbs import label_of, verbs_for
from alliances.assessment.models import Cycle, Indicator, Objection, Result, Source
from alliances.assessment.planning.rules import mean
from alliances.assessment.states import COMPUTABLE, CycleState
from portal.permits import may
from portal.workflow.models import Step

C = CycleState
STAGES = (
    (C.OPEN, "进行"),
    (C.COMPUTED, "计算"),
    (C.REVIEWED, "审核"),
    (C.FED_BACK, "告知"),
    (C.FINAL, "确定"),
)
NEXT = {
    C.OPEN: "compute",
    C.COMPUTED: "review",
    C.REVIEWED: "publicise",
    C.FED_BACK: "finalise",
    C.PUBLICISED: "finalise",
}
MOST_SHOWN = 50
"""Results on the cycle's own page; all of them are in the list."""


@dataclass(frozen=True, slots=True)
class Judging:
    """An indicator that people judge: how many were, of how many."""

    indicator: Indicator
    judged: int
    of_all: int

    @property
    def missing(self) -> int:
        """What comes on top is given to whom it is due, and missing to nobody."""
        return 0 if self.indicator.group.is_bonus else self.of_all - self.judged

    @property
    def is_done(self) -> bool:
        return self.judged == self.of_all


def context_of(cycle: Cycle, user: Any) -> dict[str, Any]:
    """A fixed number of queries, however many it concerns."""
    sees = may(user, "cycles.see", cycle)
    results = results_of(cycle, user)
    context = {
        "cycle": cycle,
        "scheme": cycle.scheme,
        "badge": cycle_badge_of(cycle),
        "chain": chain_of(cycle),
        "facts": facts_of(cycle),
        "sees": sees,
        "results": placed(results, is_ranked=cycle.scheme.is_ranked)[:MOST_SHOWN],
        "explained": any(row.why or row.edition > 1 for row in results),
        "count": len(results),
        "grades": grades_of(cycle, results),
        "figures": figures_of(results),
    }
    return context | (of_the_office(cycle, user) if sees else {})


def of_the_office(cycle: Cycle, user: Any) -> dict[str, Any]:
    """What the office and who oversees it see besides."""
    verbs = verbs_for(user, cycle)
    foremost = next((verb for verb in verbs if verb.name == NEXT.get(C(cycle.state))), None)
    judging = judging_of(cycle)
    return {
        "next": foremost,
        "next_label": label_of(foremost, cycle) if foremost else "",
        "others": [(verb, label_of(verb, cycle)) for verb in verbs if verb is not foremost],
        "judging": judging,
        "unjudged": sum(each.missing for each in judging),
        "may_judge": cycle.state in COMPUTABLE and may(user, "cycles.judge", cycle),
        "is_over": timezone.localdate() > cycle.until_on,
        "objections": objections_of(cycle),
        "steps": list(Step.objects.about(cycle).select_related("by", "for_unit").order_by("-id")),
    }


def results_of(cycle: Cycle, user: Any) -> list[Result]:
    """Those this person sees; the best first where the scheme ranks, else by name."""
    rows = Result.objects.visible_to(user).current().filter(cycle=cycle)
    rows = rows.select_related("unit", "party_org__unit", "grade")
    for row in (found := list(rows.order_by("unit__name", "party_org__name", "pk"))):
        row.cycle = cycle
    return sorted(found, key=lambda row: -row.total) if cycle.scheme.is_ranked else found


def placed(results: list[Result], *, is_ranked: bool) -> list[tuple[int | None, Result]]:
    """Each with its place where the scheme ranks: the best come first, the same total is the same place."""
    places: dict[Any, int] = {}
    for place, row in enumerate(results, start=1):
        places.setdefault(row.total, place)
    return [(places[row.total] if is_ranked else None, row) for row in results]


def grades_of(cycle: Cycle, results: list[Result]) -> list[tuple[str, int]]:
    """How many of each grade, the best first; nothing where none were given."""
    counts = Counter(row.grade_id for row in results)
    grades = [(grade.name, counts[grade.pk]) for grade in cycle.scheme.grades.order_by("ordinal")]
    return [*grades, ("未评定", counts[None])] if grades and results else []


def figures_of(results: list[Result]) -> list[tuple[str, Any, str]]:
    if not results:
        return []
    totals = [row.total for row in results]
    partly = sum(1 for row in results if row.share < 1)
    return [
        ("结果", len(results), "家"),
        ("平均", mean(totals).normalize(), "分"),
        *([("中途参加", partly, "家")] if partly else []),
    ]


def judging_of(cycle: Cycle) -> list[Judging]:
    """Two queries, and those that say whom it concerns."""
    judged = cycle.scheme.indicators.filter(source=Source.JUDGEMENT).select_related("parent")
    asked = list(judged.order_by("ordinal"))
    if not asked:
        return []
    of_all = len(assessed_in(cycle))
    counts = Counter(cycle.judgements.values_list("indicator_id", flat=True))
    return [Judging(each, min(counts[each.pk], of_all), of_all) for each in asked]


def objections_of(cycle: Cycle) -> list[Objection]:
    rows = Objection.objects.filter(result__cycle=cycle).select_related(
        "result__unit", "result__party_org", "indicator"
    )
    return list(rows.order_by("-pk"))


def chain_of(cycle: Cycle) -> list[dict[str, str]]:
    reached = [state for state, _ in STAGES]
    state = C.FED_BACK if cycle.state == C.PUBLICISED else C(cycle.state)
    at = reached.index(state)
    last = state == C.FINAL
    return [
        {
            "label": "公示" if stage == C.FED_BACK and cycle.scheme.publicise_days else label,
            "detail": stage_words(cycle, stage),
            "state": "done" if place < at or last else "now" if place == at else "todo",
        }
        for place, (stage, label) in enumerate(STAGES)
    ]


def stage_words(cycle: Cycle, stage: C) -> str:
    if stage == C.OPEN:
        return f"至 {cycle.until_on:%Y-%m-%d}"
    if stage == C.COMPUTED and cycle.computed_at:
        return f"{timezone.localtime(cycle.computed_at):%m-%d %H:%M}"
    if stage == C.FED_BACK and cycle.contest_until:
        return f"异议期至 {cycle.contest_until:%m-%d}"
    return ""


def facts_of(cycle: Cycle) -> list[tuple[str, str]]:
    facts = [
        ("办法", str(cycle.scheme)),
        ("依据文件", str(cycle.scheme.basis or "")),
        ("周期", f"{cycle.from_on:%Y-%m-%d} 至 {cycle.until_on:%Y-%m-%d}"),
        ("异议期", contest_words(cycle, timezone.localdate())),
    ]
    return [fact for fact in facts if fact[1]]


def contest_words(cycle: Cycle, today: dt.date) -> str:
    if cycle.contest_until is None:
        return f"告知后 {cycle.scheme.objection_days} 天"
    left = (cycle.contest_until - today).days
    tail = f"，还有 {left} 天" if left > 0 else "，今天截止" if left == 0 else "，已结束"
    return f"至 {cycle.contest_until:%Y-%m-%d}{'' if cycle.state == C.FINAL else tail}"
