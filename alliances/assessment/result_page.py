"""What a result's page is made of: points with how they came about, what moved, what would raise it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from alliances.assessment.badges import cycle_badge_of
from alliances.assessment.models import Cycle, Indicator, Objection, Result, Score
from alliances.assessment.planning.moved import moved
from alliances.assessment.planning.rules import said
from alliances.assessment.raising import raising_of
from alliances.assessment.states import CONTESTABLE, TOLD
from portal.permits import may


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's score beside the one before. `more`: what would raise it, empty where nothing would."""

    score: Score
    before: Score | None
    more: str

    @property
    def moved(self) -> Decimal | None:
        return moved(self.score.points, self.before.points) if self.before else None

    @property
    def moved_words(self) -> str:
        """+2, −1.5; empty where nothing moved."""
        if not self.moved:
            return ""
        return f"{'+' if self.moved > 0 else '−'}{said(abs(self.moved))}"


@dataclass(frozen=True, slots=True)
class Section:
    """A group with the points of its indicators."""

    group: Indicator
    lines: tuple[Line, ...]

    @property
    def points(self) -> Decimal:
        return sum((line.score.points or Decimal(0) for line in self.lines), Decimal(0))


def context_of(result: Result, user: Any) -> dict[str, Any]:
    """A fixed number of queries, however long the scheme."""
    opens = may(user, "results.open", result)
    cycle = result.cycle
    before = result_before(result) if opens else None
    context = {
        "result": result,
        "cycle": cycle,
        "scheme": cycle.scheme,
        "badge": cycle_badge_of(cycle),
        "opens": opens,
        "is_told": cycle.state in TOLD,
        "place": place_of(result) if cycle.scheme.is_ranked and cycle.state in TOLD else None,
        "current": current_of(result),
    }
    if not opens:
        return context
    return context | {
        "sections": sections_of(result, before),
        "before": before,
        "moved": moved(result.total, before.total) if before else None,
        "facts": facts_of(result),
        "indices": [(name, Decimal(value)) for name, value in result.indices.items()],
        "editions": editions_of(result),
        "objections": objections_of(result),
        "may_contest": may_contest(result, user),
    }


def sections_of(result: Result, before: Result | None) -> list[Section]:
    """Four queries at most."""
    scores = list(result.scores.select_related("indicator__parent").order_by("indicator__ordinal"))
    earlier = named(before.scores.select_related("indicator__parent")) if before else {}
    raising = raising_of(result, scores)
    found: dict[Indicator, list[Line]] = {}
    for score in scores:
        line = Line(score, earlier.get(name_of(score)), raising.get(score.indicator_id, ""))
        found.setdefault(score.indicator.group, []).append(line)
    return [Section(group, tuple(lines)) for group, lines in found.items()]


def named(scores: Any) -> Mapping[tuple[str, str], Score]:
    return {name_of(score): score for score in scores}


def name_of(score: Score) -> tuple[str, str]:
    """Editions have rows of their own for the same indicator: it is known again by its names."""
    return score.indicator.group.name, score.indicator.name


def result_before(result: Result) -> Result | None:
    """The latest one told for the same kind of span, by this scheme or one of its name before."""
    cycle = result.cycle
    rows = Result.objects.current().filter(
        unit=result.unit_id,
        party_org=result.party_org_id,
        cycle__scheme__region=cycle.scheme.region_id,
        cycle__scheme__name=cycle.scheme.name,
        cycle__span__startswith=cycle.span[0],
        cycle__state__in=TOLD,
        cycle__until_on__lt=cycle.from_on,
    )
    return rows.select_related("cycle__scheme").order_by("-cycle__until_on", "-pk").first()


def place_of(result: Result) -> tuple[int, int]:
    """Its place and of how many."""
    rows = Result.objects.current().filter(cycle=result.cycle_id)
    return rows.filter(total__gt=result.total).count() + 1, rows.count()


def current_of(result: Result) -> Result | None:
    """The edition that counts now, where this one was corrected."""
    if result.is_current:
        return None
    return Result.objects.current().get(
        cycle=result.cycle_id, unit=result.unit_id, party_org=result.party_org_id
    )


def editions_of(result: Result) -> Sequence[Result]:
    """All of them, where there are several."""
    rows = Result.objects.filter(cycle=result.cycle_id, unit=result.unit_id, party_org=result.party_org_id)
    found = list(rows.order_by("edition"))
    return found if len(found) > 1 else []


def objections_of(result: Result) -> list[Objection]:
    rows = Objection.objects.filter(
        result__cycle=result.cycle_id, result__unit=result.unit_id, result__party_org=result.party_org_id
    )
    return list(rows.select_related("indicator", "result__unit", "result__party_org").order_by("-pk"))


def facts_of(result: Result) -> list[tuple[str, str]]:
    full = said(result.cycle.scheme.full_marks)
    facts = [
        ("办法", str(result.cycle.scheme)),
        ("得分", f"{said(result.base)}（满分 {full}）"),
        ("加分", said(result.bonus) if result.bonus else ""),
        ("平时平均", said(result.ordinary) if result.ordinary is not None else ""),
        ("参与时长", f"{result.share * 100:.0f}%" if result.share < 1 else ""),
        ("异议截止", f"{result.cycle.contest_until:%Y-%m-%d}" if result.cycle.contest_until else ""),
    ]
    return [fact for fact in facts if fact[1]]


def may_contest(result: Result, user: Any) -> bool:
    return is_open(result.cycle) and result.is_current and may(user, "results.contest", result)


def is_open(cycle: Cycle) -> bool:
    """Whether an objection can still be raised."""
    return (
        cycle.state in CONTESTABLE
        and cycle.contest_until is not None
        and timezone.localdate() <= cycle.contest_until
    )
