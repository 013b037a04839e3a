"""纪要: the editor, each version with what it changed, and the Word file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from alliances.meetings import actions
from alliances.meetings.drafting import first_draft
from alliances.meetings.forms import MinutesForm
from alliances.meetings.models import Meeting, Minutes
from alliances.meetings.papers.minutes import write_minutes
from alliances.meetings.planning import difference
from alliances.meetings.states import TOOK_PLACE
from alliances.meetings.views.fetching import fetch_meeting, form_view
from members.formpages import result_of
from portal.documents.answers import word_answer
from portal.permits import demand
from portal.workflow.machine import wrong_state


@login_required
@form_view
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins with the last version, or with what agenda and resolutions say already."""
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.run", found)
    if found.state not in TOOK_PLACE:
        raise wrong_state(found, "编写纪要")
    last = found.minutes.first()
    initial = {"text": last.text if last else first_draft(found)}
    form = MinutesForm(request.POST or None, initial=initial, last=last.number if last else 0)
    made = result_of(form, lambda: actions.publish_minutes(found, by=request.user, **form.cleaned_data))
    if made is not None:
        messages.success(request, f"已发布纪要第 {made.number} 版，参会单位会收到消息。")
        return redirect("minutes", pk, made.number)
    return render(request, "alliances/meetings/minutes_form.html", {"meeting": found, "form": form})


@login_required
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version; from the second on, what it changed of the one before."""
    found = fetch_meeting(request, pk)
    chosen = fetch_version(found, number)
    before = found.minutes.filter(number=number - 1).first()
    context = {
        "meeting": found,
        "chosen": chosen,
        "before": before,
        "lines": difference(before.text, chosen.text) if before else [],
        "versions": found.minutes.select_related("published_by"),
    }
    return render(request, "alliances/meetings/minutes.html", context)


@login_required
@require_safe
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest version, `?number=` another."""
    found = fetch_meeting(request, pk)
    asked = request.GET.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else None
    chosen = fetch_version(found, number)
    return word_answer(write_minutes(chosen, by=request.user), f"纪要 {found.title}")


def fetch_version(meeting: Meeting, number: int | None) -> Minutes:
    """Raises Http404 where there is none."""
    rows = meeting.minutes.select_related("published_by")
    chosen = rows if number is None else rows.filter(number=number)
    found = get_object_or_404(chosen[:1])
    found.meeting = meeting
    return found
