"""共建情况: what a unit did over a period; every figure opens the records it is the sum of."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliances.metrics import periods
from alliances.metrics.asking import standing_asked
from alliances.metrics.letter import LetterSubject, write_feedback
from alliances.metrics.panels import standing_panels
from alliances.metrics.possible import possible_for
from alliances.metrics.reading import MOST_SHOWN, facts_behind, grouped, values_of
from alliances.metrics.registry import METRICS, Span
from alliances.metrics.rules import Standing
from members.acting import acting_enrolment
from portal.documents.answers import word_answer
from portal.ids import id_in

NOUGHT = Decimal(0)


@login_required
@require_safe
def own_standing(request: HttpRequest) -> HttpResponse:
    """The unit one acts for; whoever acts for none chooses one in the directory."""
    enrolment = acting_enrolment(request)
    if enrolment is None:
        return redirect("units")
    return redirect(f"{reverse('standing', args=[enrolment.unit_id])}?region={enrolment.region.pk}")


@login_required
@require_safe
def standing(request: HttpRequest, unit_id: int) -> HttpResponse:
    """`?period=2026-h2`, `?region=` a street's id where the unit is in several."""
    found, asked = _asked(request, unit_id)
    year, span = asked
    over = Span(found.region, *periods.days(year, span))
    before = Span(found.region, *periods.days(*periods.last_before(year, span)))
    now = values_of(over, [unit_id])[unit_id]
    then = values_of(before, [unit_id])[unit_id]
    context = {
        "standing": found,
        "period": f"{year}-{span}",
        "words": periods.words(year, span),
        "before_words": periods.words(*periods.last_before(year, span)),
        "groups": [_told_apart(group, rows, then) for group, rows in grouped(now).items()],
        "is_empty": not now,
        "is_open": over.until >= timezone.localdate(),
        "possible": possible_for(request.user, found.unit, found.region),
        "tabs": _tabs(found, year, span),
        "panels": standing_panels(request, found),
        "letters": [
            (f"{year}-{half}", periods.words(year, half))
            for half in periods.LETTER_SPANS
            if periods.days(year, half)[0] <= timezone.localdate()
        ],
    }
    return render(request, "alliances/metrics/standing.html", context)


@login_required
@require_safe
def standing_facts(request: HttpRequest, unit_id: int, metric: str) -> HttpResponse:
    """The records behind one figure."""
    found, (year, span) = _asked(request, unit_id)
    if metric not in METRICS:
        raise Http404
    over = Span(found.region, *periods.days(year, span))
    facts, count = facts_behind(metric, over, [unit_id], request.user)
    context = {
        "standing": found,
        "metric": METRICS[metric],
        "words": periods.words(year, span),
        "back": f"{reverse('standing', args=[unit_id])}?region={found.region.pk}&period={year}-{span}",
        "value": values_of(over, [unit_id], [metric])[unit_id].get(metric, NOUGHT),
        "facts": facts,
        "count": count,
        "most": MOST_SHOWN,
    }
    return render(request, "alliances/metrics/facts.html", context)


@login_required
@require_safe
def standing_letter(request: HttpRequest, unit_id: int) -> HttpResponse:
    """共建反馈函 of half a year as a Word file."""
    found, (year, span) = _asked(request, unit_id)
    if span not in periods.LETTER_SPANS:
        raise Http404
    subject = LetterSubject(found, year, span, periods.days(year, span))
    name = f"{found.unit.name}共建情况反馈函（{periods.words(year, span)}）"
    return word_answer(write_feedback(subject, by=request.user), name)


def _asked(request: HttpRequest, unit_id: int) -> tuple[Standing, tuple[int, str]]:
    """The unit in the street asked for, and the period: this year unless told. Http404, Forbidden."""
    region = request.GET.get("region")
    found = standing_asked(request.user, unit_id, id_in(region) if region else None)
    period = request.GET.get("period") or periods.period_of(timezone.localdate())
    asked = periods.parsed(period)
    if asked is None:
        raise Http404
    return found, asked


def _told_apart(group: str, rows: list[Any], then: Any) -> tuple[str, list[Any], list[str]]:
    """The figures that say something, now or before, and the labels of the others."""
    beside = [(name, metric, value, then.get(name, NOUGHT)) for name, metric, value in rows]
    some = [row for row in beside if row[2] or row[3]]
    return group, some, [metric.label for _, metric, value, before in beside if not (value or before)]


def _tabs(found: Standing, year: int, span: str) -> list[dict[str, Any]]:
    """This year and the last, as a whole and in parts."""
    base = f"{reverse('standing', args=[found.unit.pk])}?region={found.region.pk}&period="
    years = [timezone.localdate().year - 1, timezone.localdate().year]
    choices = [(f"{each}-year", f"{each} 年") for each in years]
    choices += [(period, label) for period, label in periods.spans_of(year) if not period.endswith("year")]
    return [
        {"label": label, "url": f"{base}{period}", "current": period == f"{year}-{span}"}
        for period, label in choices
    ]
