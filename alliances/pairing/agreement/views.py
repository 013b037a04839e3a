"""协议书 to download, and the signed one to hand in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alliances.pairing.agreement.actions import hand_in_scan
from alliances.pairing.agreement.forms import SignedAgreementForm
from alliances.pairing.agreement.keeping import agreement_of
from alliances.pairing.rules import on_behalf
from alliances.pairing.views.fetching import fetch_pairing
from members.formpages import carried_out, form_page
from portal.documents.answers import word_answer
from portal.permits import demand

NOTE = "每次上传都保留，传错了再传一份即可。"


@login_required
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The present text as a Word file, `?edition=` an earlier one."""
    found = fetch_pairing(request, pk)
    demand(request.user, "pairings.see_terms", found)
    content, name = agreement_of(found, by=request.user, edition=edition_asked(request.GET.get("edition")))
    return word_answer(content, name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_pairing(request, pk)
    demand(request.user, "pairings.hand_in_scan", found)
    form = SignedAgreementForm(
        request.POST or None, request.FILES or None, on_behalf=on_behalf(request.user, found)
    )
    if carried_out(form, lambda: hand_in_scan(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "已收到协议签章件，流转记录中可查。")
        return redirect("pairing", pk)
    back = (str(found), reverse("pairing", args=[pk]))
    return form_page(request, form, "上传协议签章件", back=back, submit="上传", note=NOTE)


def edition_asked(said: str | None) -> int | None:
    """What is no number of an edition asks for one that never was; nothing asks for the present text."""
    if not said:
        return None
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else -1
