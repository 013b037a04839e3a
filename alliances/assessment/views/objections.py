"""异议复核: the list, raising one, its page with the answer, taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alliances.assessment.actions import objections as actions
from alliances.assessment.badges import objection_badge_of
from alliances.assessment.forms import AnswerForm, ObjectionForm
from alliances.assessment.lists import ObjectionList
from alliances.assessment.models import Objection
from alliances.assessment.result_page import may_contest
from alliances.assessment.rules import on_behalf
from alliances.assessment.states import ObjectionState
from alliances.assessment.views.fetching import fetch_objection, fetch_result, form_view
from members.formpages import carried_out, form_page, result_of
from portal.ids import id_in
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until, wrong_state
from portal.workflow.models import Step


@login_required
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    rows = Objection.objects.visible_to(request.user).select_related(
        "result__cycle__scheme", "result__unit", "result__party_org", "indicator"
    )
    page = list_page(request, ObjectionList, rows)
    context = {"rows": [(row, objection_badge_of(row)) for row in page.rows]}
    return page.render(request, "alliances/assessment/objections.html", context)


@login_required
@form_view
@once
def objection_new(request: HttpRequest, pk: int) -> HttpResponse:
    """`?indicator=` chosen beforehand, from the point it is about."""
    found = fetch_result(request, pk)
    demand(request.user, "results.contest", found)
    chosen = id_in(request.GET.get("indicator", ""))
    form = ObjectionForm(
        request.POST or None,
        initial={"indicator": chosen},
        indicators=found.cycle.scheme.indicators.exclude(parent=None).order_by("ordinal"),
        behalf=on_behalf(request.user, found),
    )
    raised = result_of(form, lambda: actions.raise_objection(found, by=request.user, **form.terms))
    if raised is not None:
        until = undo_until(timezone.now())
        offer_undo(request, "异议已提出", reverse("objection_undo", args=[raised.pk]), until)
        return redirect("objection", raised.pk)
    back = (str(found), reverse("result", args=[pk]))
    note = "党建办复核后答复，并说明理由；确有出入的予以更正，更正前后的结果都能查看。"
    return form_page(request, form, "提出异议", back=back, submit="提出异议", note=note)


@login_required
@form_view
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """POST is the office's answer."""
    found = fetch_objection(request, pk)
    raised = found.state == ObjectionState.RAISED
    answers = raised and may(request.user, "objections.answer", found)
    form = answer_form(request, found) if answers or request.method == "POST" else None
    if request.method == "POST" and answer(request, found, form):
        messages.success(request, "已答复，提出的一方会收到消息。")
        return redirect("objection", pk)
    context = {
        "objection": found,
        "badge": objection_badge_of(found),
        "form": form if answers else None,
        "may_withdraw": raised and may(request.user, "results.contest", found.result),
        "may_contest": may_contest(found.result, request.user),
        "score": found.result.scores.filter(indicator=found.indicator_id).first(),
        "steps": Step.objects.about(found).select_related("by", "for_unit").order_by("-id"),
    }
    return render(request, "alliances/assessment/objection.html", context)


@login_required
@require_POST
def objection_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = actions.withdraw_objection(fetch_objection(request, pk), by=request.user)
    forget_undo(request)
    messages.success(request, "异议已撤回。")
    return redirect("result", found.result_id)


@login_required
@require_POST
def objection_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_objection(request, pk)
    forget_undo(request)
    actions.undo_objection(found, by=request.user)
    messages.success(request, "已撤回刚才提出的异议。")
    return redirect("result", found.result_id)


def answer_form(request: HttpRequest, objection: Objection) -> AnswerForm:
    """On an instance of its own: what was typed stays out of what the page tells."""
    fresh = Objection.objects.get(pk=objection.pk)
    indicators = objection.result.cycle.scheme.indicators.exclude(parent=None).order_by("ordinal")
    return AnswerForm(request.POST or None, instance=fresh, indicators=indicators)


def answer(request: HttpRequest, objection: Objection, form: AnswerForm | None) -> bool:
    """Whether it was answered. Raises Forbidden, Refusal `wrong_state`."""
    demand(request.user, "objections.answer", objection)
    if form is None or objection.state != ObjectionState.RAISED:
        raise wrong_state(objection, "答复")

    def act() -> None:
        said = form.cleaned_data
        if said["decision"] == "dismiss":
            actions.dismiss(objection, by=request.user, answer=said["answer"])
        else:
            actions.uphold(
                objection,
                by=request.user,
                answer=said["answer"],
                points=said["points"],
                indicator=said.get("indicator"),
            )

    return carried_out(form, act)
