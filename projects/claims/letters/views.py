"""The claim letter: to read, to print, and to hand back signed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from members.behalf import acts_on_behalf
from members.formpages import carried_out
from portal.documents.answers import word_answer
from portal.documents.preview import preview_of
from portal.permits import demand, may
from projects.claims.letters.actions import hand_in_letter
from projects.claims.letters.forms import SignedLetterForm
from projects.claims.letters.kind import write_letter
from projects.claims.letters.models import SignedLetter
from projects.claims.models import Claim
from projects.claims.states import ClaimState
from projects.claims.views.fetching import fetch_claim
from projects.claims.views.verbs import page_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it would be printed; a POST hands the signed one in."""
    found = fetch_claim(request, pk)
    demand(request.user, "claims.see_letter", found)
    form = SignedLetterForm(
        request.POST or None,
        request.FILES or None,
        on_behalf=acts_on_behalf(request.user, found.unit_id, found.project.region_id),
    )
    if request.method == "POST":
        demand(request.user, "claims.hand_in_letter", found)
    if carried_out(form, lambda: hand_in_letter(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "已收到签章认领书，流转记录中可查。")
        return redirect("claim_letter", pk)
    context = {
        "claim": found,
        "back": page_of(found),
        "preview": preview_of(write_letter(found, by=request.user)),
        "signed": SignedLetter.objects.filter(claim=found).select_related("file", "by"),
        "form": form if may(request.user, "claims.hand_in_letter", found) else None,
        "endorse_url": endorse_url(request, found),
    }
    return render(request, "projects/claims/letter.html", context)


@login_required
@require_safe
def letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_claim(request, pk)
    demand(request.user, "claims.see_letter", found)
    return word_answer(write_letter(found, by=request.user), f"认领书 {found.number} {found.unit.name}")


def endorse_url(request: HttpRequest, claim: Claim) -> str:
    """Where the claim waits for the unit's word, the signed letter is that word: the page to enter it."""
    waits = claim.state == ClaimState.PENDING_UNIT and may(request.user, "claims.endorse", claim)
    return reverse("claim_verb", args=[claim.pk, "endorse"]) if waits else ""
