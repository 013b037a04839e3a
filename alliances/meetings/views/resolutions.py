"""议定事项: the list, a resolution's page, and its moves from entrusting to closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alliances.meetings import actions
from alliances.meetings.deciding import Ask, asks_for
from alliances.meetings.forms import ResolutionChangeForm, ResolutionForm
from alliances.meetings.lists import ResolutionList
from alliances.meetings.models import Resolution
from alliances.meetings.reading import badged
from alliances.meetings.resolution_page import resolution_page
from alliances.meetings.states import RESOLUTION_MACHINE, TOOK_PLACE
from alliances.meetings.views.fetching import fetch_meeting, fetch_resolution, form_view
from members.formpages import carried_out, form_page, result_of
from portal.api.versions import check_version
from portal.lists.page import ListPage, list_page
from portal.once import once
from portal.permits import demand
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until, wrong_state

CHIPS = (("", "全部"), ("open", "未销号"), ("late", "已逾期"), ("reported", "待销号"), ("closed", "已销号"))


@login_required
@require_safe
def resolutions(request: HttpRequest) -> HttpResponse:
    seen = Resolution.objects.visible_to(request.user).select_related("unit", "meeting")
    page = list_page(request, ResolutionList, seen)
    context = {"rows": badged(page.rows), "chips": chips(page)}
    return page.render(request, "alliances/meetings/resolutions.html", context)


def chips(page: ListPage) -> list[dict[str, object]]:
    asked = page.request.GET.get("state", "")
    return [
        {"label": label, "url": page.url(cursor=None, state=state or None), "current": asked == state}
        for state, label in CHIPS
    ]


@login_required
@require_safe
def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_resolution(request, pk)
    return render(request, "alliances/meetings/resolution.html", resolution_page(request, found))


@login_required
@form_view
@once
def resolution_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.run", found)
    if found.state not in TOOK_PLACE:
        raise wrong_state(found, "登记议定事项")
    form = ResolutionForm(request.POST or None, meeting=found)

    def enter() -> Resolution:
        return actions.enter_resolution(Resolution(meeting=found, **form.cleaned_data), by=request.user)

    made = result_of(form, enter)
    if made is not None:
        messages.success(request, f"已{made.get_manner_display()}{made.unit}，对方会收到消息。")
        return redirect("meeting", pk)
    back = (found.title, reverse("meeting", args=[pk]))
    note = "对本级村居和内设部门为“交办”，对其他单位为“商请”，由门户按单位自动区分。"
    return form_page(request, form, "登记议定事项", back=back, note=note)


@login_required
@form_view
def resolution_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_resolution(request, pk)
    demand(request.user, "meetings.run", found.meeting)
    initial = {"text": found.text, "due_on": found.due_on, "version": found.version}
    form = ResolutionChangeForm(request.POST or None, initial=initial)

    def save() -> None:
        terms = form.cleaned_data
        with transaction.atomic():
            check_version(found, terms)
            actions.change_resolution(found, by=request.user, text=terms["text"], due_on=terms["due_on"])

    if carried_out(form, save):
        messages.success(request, "已保存，责任单位会收到消息。")
        return redirect("resolution", pk)
    back = (found.text, reverse("resolution", args=[pk]))
    return form_page(request, form, "修改议定事项", back=back)


@login_required
@form_view
def move_resolution(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """GET asks for what the verb needs, POST does it. What was typed stays when it is refused."""
    found = fetch_resolution(request, pk)
    asks = asks_for(request, found)
    if verb not in asks:
        raise Http404
    ask = asks[verb]
    demand(request.user, ask.rule, found)
    form = ask.form(*((request.POST, request.FILES) if request.method == "POST" else ()))
    refused = result_of(form, lambda: ask.act(form))
    if refused is not None:
        for sentence in refused:
            messages.error(request, sentence)
        say_done(request, found, verb, ask)
        return redirect("resolution", pk)
    context = {"resolution": found, "form": form, "ask": ask}
    return render(request, "alliances/meetings/decide.html", context)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_resolution(request, pk)
    forget_undo(request)
    undone = actions.undo_resolution(found, by=request.user)
    messages.success(request, f"已撤回，现在是“{undone.get_state_display()}”。")
    return redirect("resolution", pk)


def say_done(request: HttpRequest, found: Resolution, verb: str, ask: Ask) -> None:
    words = f"“{found.text[:40]}”{ask.done}"
    if verb == "recheck" or (verb in RESOLUTION_MACHINE.moves and RESOLUTION_MACHINE.moves[verb].undoable):
        offer_undo(request, words, reverse("resolution_undo", args=[found.pk]), undo_until(timezone.now()))
    else:
        forget_undo(request)
        messages.success(request, f"{words}。")
