"""结对建议: the office looks at who might pair with whom, tries other weights, takes over what it likes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alliances.pairing.actions import change_programme
from alliances.pairing.models import Programme
from alliances.pairing.suggesting.actions import NotAll, draft_suggested
from alliances.pairing.suggesting.forms import WeightsForm, pairs_in
from alliances.pairing.suggesting.reading import weights_of
from alliances.pairing.suggesting.showing import propose
from alliances.pairing.views.fetching import fetch_programme, form_view
from portal.once import once
from portal.permits import demand


@login_required
@form_view
@once
def suggestions(request: HttpRequest, pk: int) -> HttpResponse:
    """`?weight_distance=` … try other weights. POST drafts what was chosen, all of it or nothing."""
    programme = changeable(request, pk)
    refused: list[str] = []
    chosen = chosen_in(request)
    if request.method == "POST":
        try:
            drafted = draft_suggested(programme, pairs_in(chosen, request.user), by=request.user)
        except NotAll as refusal:
            refused = list(refusal.refused)
        else:
            messages.success(request, f"已采纳 {len(drafted)} 对为草稿，请补充共建内容，再提请双方同意。")
            return redirect(request.get_full_path())
    return render(request, "alliances/pairing/suggestions.html", shown(request, programme, chosen, refused))


@login_required
@require_POST
def save_weights(request: HttpRequest, pk: int) -> HttpResponse:
    programme = changeable(request, pk)
    form = WeightsForm(request.POST, programme=programme)
    if form.is_valid():
        change_programme(programme, by=request.user, **form.cleaned_data)
        messages.success(request, "已保存权重，以后的建议按它计算。")
    else:
        messages.error(request, "权重没有保存：每项填 0 至 100 的整数。")
    return redirect("programme_suggestions", pk)


def changeable(request: HttpRequest, pk: int) -> Programme:
    """Raises Http404, Forbidden."""
    programme = fetch_programme(request, pk)
    demand(request.user, "programmes.change", programme)
    return programme


def chosen_in(request: HttpRequest) -> list[str]:
    """Those ticked; those that were shown, for the button that takes all."""
    if "all" in request.POST:
        return [key for key in request.POST.get("shown", "").split(",") if key]
    return request.POST.getlist("pairs")


def shown(
    request: HttpRequest, programme: Programme, chosen: list[str], refused: list[str]
) -> dict[str, Any]:
    form = WeightsForm(request.GET, programme=programme)
    weights = form.weights if form.is_valid() else weights_of(programme)
    proposal = propose(programme, weights, timezone.localdate())
    return {
        "programme": programme,
        "form": form,
        "proposal": proposal,
        "chosen": chosen,
        "refused": refused,
        "keys": ",".join(pair.key for pair in proposal.pairs),
    }
