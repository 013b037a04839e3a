"""Whom a meeting asks, and what they answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliances.councils.behalf import acts_on_behalf
from alliances.meetings import actions
from alliances.meetings.actions.preparing import members_on
from alliances.meetings.forms import ReceiptForm, UnitsForm
from alliances.meetings.models import Answer, Invitation, Meeting
from alliances.meetings.reading import invitations_of, receipts_of
from alliances.meetings.states import MeetingState
from alliances.meetings.views.fetching import fetch_meeting, form_view
from members.formpages import carried_out, form_page
from portal.permits import demand, may

SILENT = "silent"


@login_required
@form_view
def units(request: HttpRequest, pk: int) -> HttpResponse:
    """参会单位: chosen freely for a draft; once called, others can only be asked as well."""
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.run", found)
    form = UnitsForm(request.POST or None, meeting=found, members=members_on(found))

    def save() -> None:
        drafted = found.state == MeetingState.DRAFT
        act = actions.choose_units if drafted else actions.ask_further
        act(found, form.chosen, by=request.user)

    if carried_out(form, save):
        messages.success(request, "已保存参会单位。")
        return redirect("meeting", pk)
    return render(request, "alliances/meetings/units.html", {"meeting": found, "form": form})


@login_required
@form_view
def receipt(request: HttpRequest, pk: int, unit_id: int) -> HttpResponse:
    """The receipt of one unit, by its own people or by staff with their basis."""
    invitation = fetch_invitation(request, fetch_meeting(request, pk), unit_id)
    found = invitation.meeting
    demand(request.user, "invitations.answer", invitation)
    said = {name: getattr(invitation, name) for name in ("answer", "who", "reason", "basis")}
    on_behalf_of = acts_on_behalf(request.user, unit_id, found.alliance)
    form = ReceiptForm(request.POST or None, initial=said, on_behalf=on_behalf_of)

    def answer() -> None:
        actions.answer_meeting(found, invitation.unit, by=request.user, **form.cleaned_data)

    if carried_out(form, answer):
        label = Answer(form.cleaned_data["answer"]).label
        messages.success(request, f"{invitation.unit}已回执：{label}。会议召开前可以改。")
        return redirect("meeting_receipts" if on_behalf_of else "meeting", pk)
    back = (found.title, reverse("meeting", args=[pk]))
    return form_page(
        request, form, f"回执：{invitation.unit}", back=back, submit="提交回执", note=found.title
    )


@login_required
@require_safe
def receipts(request: HttpRequest, pk: int) -> HttpResponse:
    """回执情况: for who runs or oversees the meeting. `?answer=` one kind of answer, or silent."""
    found = fetch_meeting(request, pk)
    demand(request.user, "meetings.see_receipts", found)
    rows, asked = invitations_of(found), request.GET.get("answer", "")
    wanted = "" if asked == SILENT else asked
    context = {
        "meeting": found,
        "figures": receipts_of(rows).figures,
        "rows": [row for row in rows if row.answer == wanted] if asked else rows,
        "chips": chips(asked),
        "may_answer": may(request.user, "meetings.run", found) and found.state == MeetingState.CALLED,
    }
    return render(request, "alliances/meetings/receipts.html", context)


def chips(asked: str) -> list[dict[str, object]]:
    kinds = [("", "全部"), (SILENT, "未回执"), *Answer.choices]
    return [{"label": label, "url": f"?answer={kind}", "current": asked == kind} for kind, label in kinds]


def fetch_invitation(request: HttpRequest, meeting: Meeting, unit_id: int) -> Invitation:
    """One's own, or any for who sees them all. Raises Http404."""
    found = get_object_or_404(meeting.invitations.select_related("unit"), unit_id=unit_id)
    found.meeting = meeting
    return found
