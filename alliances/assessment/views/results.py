"""结果: the list of those one sees, a result's page, the records behind a score, both reports as Word."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alliances.assessment import result_page
from alliances.assessment.evidence import evidence_of
from alliances.assessment.lists import ResultList
from alliances.assessment.models import Result, Score
from alliances.assessment.report import write_cycle_report, write_result_report
from alliances.assessment.views.fetching import RESULT_READS, fetch_cycle, fetch_result
from alliances.assessment.wording import rule_words, source_words
from alliances.metrics.reading import MOST_SHOWN
from members.scope import scope_of
from portal.documents.answers import word_answer
from portal.lists.page import list_page
from portal.permits import demand

NOT_YOURS = "各项得分只给本单位和所在街道（镇）党建办查看。"


@login_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    seen = Result.objects.visible_to(request.user).current().select_related(*RESULT_READS)
    page = list_page(request, ResultList, seen)
    context = {"rows": page.rows, "is_staff": scope_of(request.user).is_staff}
    return page.render(request, "alliances/assessment/results.html", context)


@login_required
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    context = result_page.context_of(fetch_result(request, pk), request.user)
    return render(request, "alliances/assessment/result.html", context)


@login_required
@require_safe
def score(request: HttpRequest, pk: int, score_id: int) -> HttpResponse:
    """What one score rests on."""
    found = fetch_result(request, pk)
    demand(request.user, "results.open", found, sentence=NOT_YOURS)
    row: Score = get_object_or_404(found.scores.select_related("indicator__parent"), pk=score_id)
    row.result = found
    context = {
        "result": found,
        "score": row,
        "evidence": evidence_of(row, request.user),
        "source": source_words(row.indicator),
        "rule": rule_words(row.indicator),
        "may_contest": result_page.may_contest(found, request.user),
        "most": MOST_SHOWN,
    }
    return render(request, "alliances/assessment/score.html", context)


@login_required
@require_safe
def result_report(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_result(request, pk)
    demand(request.user, "results.open", found, sentence=NOT_YOURS)
    return word_answer(write_result_report(found, by=request.user), f"{found}")


@login_required
@require_safe
def cycle_report(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_cycle(request, pk)
    demand(request.user, "cycles.see", found)
    if found.computed_at is None:
        raise Http404
    return word_answer(write_cycle_report(found, by=request.user), f"{found}结果")
