"""周期: the list, a cycle's page, its moves; taking a review back; 评议 of one indicator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alliances.assessment import computing
from alliances.assessment.actions import cycles as actions
from alliances.assessment.actions.judging import judge
from alliances.assessment.badges import cycle_badge_of
from alliances.assessment.concerning import key_of
from alliances.assessment.cycle_page import context_of
from alliances.assessment.cycle_verbs import VERBS, Verb, fits, label_of
from alliances.assessment.forms import JudgeForm, MoveForm
from alliances.assessment.lists import CycleList
from alliances.assessment.models import Cycle, Source
from alliances.assessment.states import COMPUTABLE
from alliances.assessment.views.fetching import fetch_cycle, form_view
from alliances.assessment.wording import rule_words
from members.formpages import carried_out, form_page
from portal.lists.page import list_page
from portal.permits import demand
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until, wrong_state


@login_required
@require_safe
def cycles(request: HttpRequest) -> HttpResponse:
    seen = Cycle.objects.visible_to(request.user).select_related("scheme__region")
    page = list_page(request, CycleList, seen)
    context = {"rows": [(row, cycle_badge_of(row)) for row in page.rows]}
    return page.render(request, "alliances/assessment/cycles.html", context)


@login_required
@require_safe
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    context = context_of(fetch_cycle(request, pk), request.user)
    return render(request, "alliances/assessment/cycle.html", context)


@login_required
@form_view
def cycle_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """GET asks for what the verb needs, POST does it. What was typed stays when it is refused."""
    if verb not in VERBS:
        raise Http404
    found, chosen = fetch_cycle(request, pk), VERBS[verb]
    demand(request.user, chosen.rule, found)
    label = label_of(chosen, found)
    if not fits(found, verb):
        raise wrong_state(found, label)
    form = MoveForm(
        request.POST if request.method == "POST" else None, says=chosen.says, needed=chosen.needed
    )

    def act() -> None:
        words = {chosen.field: form.words} if chosen.field else {}
        chosen.act(found, by=request.user, **words)

    if carried_out(form, act):
        say_done(request, found, chosen)
        return redirect("cycle", pk)
    back = (str(found), reverse("cycle", args=[pk]))
    return form_page(request, form, f"{label}：{found}", back=back, submit=label, note=chosen.help)


@login_required
@require_POST
def cycle_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_cycle(request, pk)
    forget_undo(request)
    undone = actions.undo_review(found, by=request.user)
    messages.success(request, f"已撤回。“{undone}”现在是“{undone.get_state_display()}”。")
    return redirect("cycle", pk)


@login_required
@form_view
def cycle_judge(request: HttpRequest, pk: int, indicator_id: int) -> HttpResponse:
    """All whom it concerns on one page; each line with its value and its reason."""
    found = fetch_cycle(request, pk)
    demand(request.user, "cycles.judge", found)
    if found.state not in COMPUTABLE:
        raise wrong_state(found, "评议")
    indicator = get_object_or_404(found.scheme.indicators, pk=indicator_id, source=Source.JUDGEMENT)
    rows = found.judgements.filter(indicator=indicator).select_related("by")
    form = JudgeForm(
        request.POST or None,
        indicator=indicator,
        assessed=computing.assessed_in(found),
        kept={key_of(row): row for row in rows},
    )

    if carried_out(form, lambda: judge(found, indicator, list(form.changed()), by=request.user)):
        messages.success(request, "评议已保存，下次计算时计入。")
        return redirect("cycle", pk)
    context = {"form": form, "cycle": found, "indicator": indicator, "rule": rule_words(indicator)}
    return render(request, "alliances/assessment/judge.html", context)


def say_done(request: HttpRequest, cycle: Cycle, verb: Verb) -> None:
    words = f"“{cycle}”{verb.done}"
    if verb.undoable:
        offer_undo(request, words, reverse("cycle_undo", args=[cycle.pk]), undo_until(timezone.now()))
    else:
        forget_undo(request)
        messages.success(request, f"{words}。")
