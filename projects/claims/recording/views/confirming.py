"""村居核实: a neighbourhood says what it knows of a claim."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from members.formpages import carried_out
from members.models import Unit
from portal.refusals import Forbidden
from portal.workflow.machine import wrong_state
from projects.claims.actions import confirm_facts
from projects.claims.models import Claim
from projects.claims.recording.forms import FeedbackForm
from projects.claims.recording.reading import neighbourhoods_confirming
from projects.claims.states import WORKED_ON
from projects.claims.views.fetching import fetch_claim


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Filled in with what the neighbourhood said before: saying it again corrects it."""
    claim = fetch_claim(request, pk)
    asked = neighbourhoods_confirming(request.user, claim.project)
    if not asked:
        raise Forbidden("not_for_this_unit", "只有项目的受益村居可以核实。")
    if claim.state not in WORKED_ON:
        raise wrong_state(claim, "核实")
    form = FeedbackForm(
        request.POST if request.method == "POST" else None,
        initial=said_before(claim, asked),
        user=request.user,
        claim=claim,
        neighbourhoods=asked,
    )
    if carried_out(form, lambda: confirm_facts(claim, by=request.user, **form.facts)):
        messages.success(request, "已核实，谢谢。如情况有变，可以再次填写更正。")
        return redirect("project", claim.project_id)
    return render(request, "projects/recording/confirm.html", {"claim": claim, "form": form})


def said_before(claim: Claim, asked: list[Unit]) -> dict[str, Any]:
    """What the only neighbourhood one speaks for said; with several nothing is filled in."""
    said = claim.feedback.filter(neighbourhood=asked[0]).first() if len(asked) == 1 else None
    if said is None:
        return {"neighbourhood": asked[0].pk}
    facts = {name: getattr(said, name) for name in ("done_on", "people", "rating", "comment", "basis")}
    return facts | {"neighbourhood": asked[0].pk, "done": "yes" if said.done else "no"}
