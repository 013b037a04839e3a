"""会议: the list, a meeting's page, its form and its moves."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alliances.councils.models import Alliance
from alliances.meetings import actions
from alliances.meetings.chat import text_of_meeting
from alliances.meetings.duties import duties_to_come
from alliances.meetings.forms import MeetingForm, SayForm
from alliances.meetings.lists import MeetingList, counted
from alliances.meetings.models import Meeting
from alliances.meetings.pages import meeting_page
from alliances.meetings.reading import badged
from alliances.meetings.states import MEETING_MACHINE
from alliances.meetings.verbs import MEETING_VERBS, Verb
from alliances.meetings.views.fetching import fetch_meeting, form_view
from members.formpages import carried_out, form_page, result_of
from members.scope import scope_of
from portal.api.versions import check_version
from portal.ids import id_in
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand
from portal.refusals import Forbidden
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until


@login_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request, MeetingList, Meeting.objects.visible_to(request.user).select_related("alliance")
    )
    figures = counted(Meeting.objects.filter(pk__in=[row.pk for row in page.rows]))
    answered = {row.pk: row for row in figures}
    context = {
        "rows": [(row, badge, answered[row.pk]) for row, badge in badged(page.rows)],
        "may_prepare": alliances_to_call(request.user).exists(),
    }
    return page.render(request, "alliances/meetings/list.html", context)


@login_required
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_meeting(request, pk)
    return render(request, "alliances/meetings/meeting.html", meeting_page(request, found))


@login_required
@form_view
@once
def meeting_new(request: HttpRequest) -> HttpResponse:
    """`?alliance=`: the one whose meeting it is to be."""
    alliances = alliances_to_call(request.user)
    if not alliances.exists():
        raise Forbidden("forbidden", "会议由党建办或当期轮值单位召集。如需召集，请与党建办联系。")
    asked = alliances.filter(pk=id_in(request.GET.get("alliance", ""))).first()
    initial = {"alliance": asked or alliances.first(), "starts_at": usual_start()}
    form = MeetingForm(request.POST or None, initial=initial, instance=Meeting(), alliances=alliances)

    def prepare() -> Meeting:
        return actions.prepare_meeting(form.instance, by=request.user, roles=form.cleaned_data["roles"])

    made = result_of(form, prepare)
    if made is not None:
        messages.success(request, f"已起草“{made.title}”，核对参会单位后发出通知。")
        return redirect("meeting", made.pk)
    return form_shown(request, form, "召集会议", reverse("meetings"))


@login_required
@form_view
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever opened the form before somebody else's change is told, and overwrites nothing."""
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.run", found)
    form = MeetingForm(request.POST or None, instance=found)

    def save() -> None:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            actions.change_meeting(found, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。时间、地点有变的，参会单位会收到消息。")
        return redirect("meeting", pk)
    return form_shown(request, form, "修改会议", reverse("meeting", args=[pk]))


@login_required
@form_view
def move_meeting(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """GET asks for what the verb needs, POST does it. What was typed stays when it is refused."""
    if verb not in MEETING_VERBS:
        raise Http404
    found, chosen = fetch_meeting(request, pk), MEETING_VERBS[verb]
    demand(request.user, chosen.rule, found)
    sent = request.POST if request.method == "POST" else None
    form = SayForm(sent, label=chosen.says, needed=chosen.needed)
    if carried_out(form, lambda: chosen.act(found, by=request.user, **chosen.words(form.cleaned_data))):
        say_done(request, found, chosen)
        return redirect("meeting", pk)
    back = (found.title, reverse("meeting", args=[pk]))
    return form_page(request, form, chosen.label, back=back, submit=chosen.label, note=chosen.help)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_meeting(request, pk)
    forget_undo(request)
    undone = actions.undo_meeting(found, by=request.user)
    messages.success(request, f"已撤回。“{undone.title}”现在是“{undone.get_state_display()}”。")
    return redirect("meeting", pk)


@login_required
@require_safe
def chat_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Text for the liaisons' chat group, for who runs the meeting."""
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.run", found)
    back = reverse("meeting", args=[pk])
    text = text_of_meeting(found, request.build_absolute_uri, back)
    context = {"meeting": found, "text": text, "back": back}
    return render(request, "alliances/meetings/text.html", context)


def say_done(request: HttpRequest, found: Meeting, verb: Verb) -> None:
    words = f"“{found.title}”{verb.done}"
    if MEETING_MACHINE.moves[verb.name].undoable:
        offer_undo(request, words, reverse("meeting_undo", args=[found.pk]), undo_until(timezone.now()))
    else:
        forget_undo(request)
        messages.success(request, f"{words}。")


def alliances_to_call(user: Any) -> QuerySet[Alliance]:
    """Those of the places one handles, and those where one of one's units has a duty that is not over."""
    mine = duties_to_come(user, timezone.localdate()).order_by().values("rotation__alliance")
    handled = Q(region_id__in=scope_of(user).worked_region_ids)
    return Alliance.objects.standing().filter(handled | Q(pk__in=mine)).order_by("sort", "id")


def usual_start() -> dt.datetime:
    """In a fortnight, in the afternoon."""
    day = timezone.localdate() + dt.timedelta(days=14)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(14)))


def form_shown(request: HttpRequest, form: MeetingForm, title: str, back: str) -> HttpResponse:
    return render(request, "alliances/meetings/form.html", {"form": form, "title": title, "back": back})
