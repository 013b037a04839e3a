"""议题: proposed, taken onto the agenda or answered, withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alliances.councils.behalf import acts_on_behalf
from alliances.meetings import actions
from alliances.meetings.forms import AgendaForm, SayForm
from alliances.meetings.models import AgendaItem, Meeting
from alliances.meetings.reading import invitations_of, own_invitations
from alliances.meetings.states import AGENDA_MACHINE
from alliances.meetings.verbs import AGENDA_VERBS
from alliances.meetings.views.fetching import fetch_item, fetch_meeting, form_view
from members.formpages import carried_out, form_page
from members.rules import handles
from members.units.models import Unit
from portal.once import once
from portal.permits import demand, may
from portal.refusals import Forbidden
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until


@login_required
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """An item is shown on its meeting's page."""
    return redirect(page_of(fetch_item(request, pk)))


@login_required
@form_view
@once
def item_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_meeting(request, pk)
    form = agenda_form(request, found)

    def propose() -> None:
        actions.propose_item(form.instance, by=request.user, basis=form.cleaned_data.get("basis", ""))

    if carried_out(form, propose):
        messages.success(request, f"已提出“{form.instance.title}”。")
        return redirect("meeting", pk)
    back = (found.title, reverse("meeting", args=[pk]))
    return form_page(request, form, "提出议题", back=back, submit="提出", note=found.title)


def agenda_form(request: HttpRequest, meeting: Meeting) -> AgendaForm:
    """One's own units that are asked; for the office all of them. Raises Forbidden where there are none."""
    asked = invitations_of(meeting)
    runs, in_office = (
        may(request.user, "meetings.run", meeting),
        handles(request.user, meeting.alliance.region_id),
    )
    own = asked if in_office else own_invitations(request.user, meeting, asked)
    if not own and not runs:
        raise Forbidden("not_asked", "只有参会单位可以提出议题。如有意见，请联系党建办。")
    return AgendaForm(
        request.POST or None,
        instance=AgendaItem(meeting=meeting),
        units=Unit.objects.filter(pk__in=[each.unit_id for each in own]).order_by("name"),
        runs=runs,
        on_behalf=in_office,
    )


@login_required
@form_view
def move_item(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in AGENDA_VERBS:
        raise Http404
    found, chosen = fetch_item(request, pk), AGENDA_VERBS[verb]
    demand(request.user, chosen.rule, found)
    stranger = found.unit_id is not None and acts_on_behalf(
        request.user, found.unit_id, found.meeting.alliance
    )
    sent = request.POST if request.method == "POST" else None
    form = SayForm(sent, label=chosen.says, needed=chosen.needed, on_behalf=chosen.in_name and stranger)
    if carried_out(form, lambda: chosen.act(found, by=request.user, **chosen.words(form.cleaned_data))):
        words = f"“{found.title}”{chosen.done}"
        if AGENDA_MACHINE.moves[verb].undoable:
            offer_undo(request, words, reverse("agenda_undo", args=[pk]), undo_until(timezone.now()))
        else:
            messages.success(request, f"{words}。")
        return redirect(page_of(found))
    back = (found.meeting.title, page_of(found))
    return form_page(request, form, chosen.label, back=back, submit=chosen.label, note=found.title)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_item(request, pk)
    forget_undo(request)
    undone = actions.undo_item(found, by=request.user)
    messages.success(request, f"已撤回。“{undone.title}”现在是“{undone.get_state_display()}”。")
    return redirect(page_of(undone))


def page_of(found: AgendaItem) -> str:
    return f"{reverse('meeting', args=[found.meeting_id])}#agenda"
