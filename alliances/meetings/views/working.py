"""登记共建纪实 of a meeting, or of work on a resolution."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alliances.councils.behalf import acts_on_behalf
from alliances.meetings import actions
from alliances.meetings.actions.recording import who_came
from alliances.meetings.models import Meeting
from alliances.meetings.states import OPEN, TOOK_PLACE
from alliances.meetings.views.fetching import fetch_meeting, fetch_resolution, form_view
from alliances.meetings.work import HappenedForm
from alliances.records.evidence import attach
from alliances.records.models import Record
from alliances.records.views import say_refused
from members.formpages import result_of
from members.units.models import Unit
from portal.once import once
from portal.permits import demand
from portal.workflow.machine import wrong_state


@login_required
@form_view
@once
def of_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The units that came are ticked beforehand."""
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.run", found)
    if found.state not in TOOK_PLACE:
        raise wrong_state(found, "登记纪实")
    came = who_came(found)
    asked = list(Unit.objects.filter(invitations__meeting=found).order_by("neighbourhood", "name"))
    said = {
        "occurred_on": timezone.localdate(found.starts_at),
        "summary": f"召开{found.title}",
        "place": found.place,
    }
    form = work_form(request, found, asked, {unit.pk: 1 for unit in came}, said, asks_basis=False)
    return entered(request, form, actions.record_meeting, found, found.title, reverse("meeting", args=[pk]))


@login_required
@form_view
@once
def of_resolution(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_resolution(request, pk)
    demand(request.user, "resolutions.report", found)
    if found.state not in OPEN:
        raise wrong_state(found, "登记纪实")
    stranger = acts_on_behalf(request.user, found.unit_id, found.meeting.alliance)
    form = work_form(request, found.meeting, [found.unit], {found.unit_id: 1}, {}, asks_basis=stranger)
    back = reverse("resolution", args=[pk])
    return entered(request, form, actions.record_resolutions, [found], found.text, back)


def work_form(
    request: HttpRequest,
    meeting: Meeting,
    candidates: list[Unit],
    taken: dict[int, int],
    said: dict[str, Any],
    *,
    asks_basis: bool,
) -> HappenedForm:
    hoods = Unit.objects.neighbourhoods().filter(neighbourhood__code__startswith=meeting.alliance.region.code)
    return HappenedForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        initial={"events": 1} | said,
        candidates=candidates,
        taken=taken,
        hoods=hoods.order_by("name"),
        region=meeting.alliance.region,
        asks_basis=asks_basis,
    )


def entered(
    request: HttpRequest, form: HappenedForm, act: Callable[..., Record], what: Any, title: str, back: str
) -> HttpResponse:
    def enter() -> Record:
        said = form.cleaned_data
        return act(
            what,
            form.account,
            by=request.user,
            units=form.units,
            neighbourhoods=list(said["neighbourhoods"]),
            basis=said.get("basis", ""),
        )

    made = result_of(form, enter)
    if made is None:
        context = {"form": form, "title": title, "back": back}
        return render(request, "alliances/meetings/record.html", context)
    messages.success(request, "已登记共建纪实。")
    say_refused(request, attach(made, form.cleaned_data["evidence"], by=request.user))
    return redirect("record", made.pk)
