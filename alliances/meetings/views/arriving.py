"""签到: the code to project, arriving by it, ticking who is there, the sheet to print."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from alliances.meetings import actions
from alliances.meetings.arrivals import arrival_path, arrivals, meeting_of
from alliances.meetings.models import Meeting
from alliances.meetings.papers.sheet import write_sheet
from alliances.meetings.reading import invitations_of, own_invitations, with_what_rules_read
from alliances.meetings.views.fetching import fetch_meeting, form_view
from portal.codes import code_as_svg
from portal.documents.answers import word_answer
from portal.ids import id_in
from portal.permits import demand


@login_required
@require_safe
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code, large enough for the back row, with how many are there."""
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.run", found)
    rows = arrivals(found)
    context = {
        "meeting": found,
        "code": code_as_svg(request.build_absolute_uri(arrival_path(found))),
        "arrived": sum(1 for row in rows if row.arrived_at),
        "asked": len(rows),
    }
    return render(request, "alliances/meetings/code.html", context)


@login_required
@form_view
def arrive_here(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the code. Looking marks nobody; the button does."""
    rows = with_what_rules_read(Meeting.objects.visible_to(request.user))
    found = get_object_or_404(rows, pk=known(token))
    if request.method == "POST":
        mine = actions.arrive(found, by=request.user)
        messages.success(request, f"{'、'.join(each.unit.name for each in mine)}已签到。")
        return redirect("meeting", found.pk)
    own = own_invitations(request.user, found, invitations_of(found))
    return render(request, "alliances/meetings/arrive.html", {"meeting": found, "own": own})


@login_required
@form_view
def arrived(request: HttpRequest, pk: int) -> HttpResponse:
    """Staff tick who is there, while they come or from the printed sheet afterwards."""
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.run", found)
    if request.method == "POST":
        present = [id_in(each) for each in request.POST.getlist("unit")]
        actions.tick_arrivals(found, present, by=request.user)
        messages.success(request, "已保存签到情况。")
        return redirect("meeting", pk)
    context = {"meeting": found, "rows": invitations_of(found)}
    return render(request, "alliances/meetings/arrivals.html", context)


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """签到表 as a Word file, with the code below it."""
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.run", found)
    address = request.build_absolute_uri(arrival_path(found))
    return word_answer(write_sheet(found, by=request.user, code=address), f"签到表 {found.title}")


def known(token: str) -> int:
    """Raises Http404 for a code that was not made here."""
    found = meeting_of(token)
    if found is None:
        raise Http404
    return found
