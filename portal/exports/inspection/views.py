"""迎检台账: what the folder is to be about; a job makes it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.exports.actions import ask_for
from portal.exports.inspection.forms import InspectionForm
from portal.exports.inspection.kind import INSPECTION
from portal.exports.models import KEPT_FOR
from portal.ids import id_in
from portal.ledgers.taking import LEDGERS_SEEN
from portal.once import once
from portal.refusals import Forbidden, Refusal


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def inspection(request: HttpRequest) -> HttpResponse:
    """`?region=` one of the streets whose ledgers one sees, else the first. POST has the folder made."""
    places = next(iter(LEDGERS_SEEN))(request.user)
    region = chosen(request, places)
    form = InspectionForm(request.POST or None, region=region, user=request.user)
    if form.is_valid():
        given = form.cleaned_data
        personal, reason = given.get("personal", False), given.get("reason", "")
        try:
            export = ask_for(
                INSPECTION,
                region=region,
                options=form.options,
                by=request.user,
                personal=personal,
                reason=reason,
            )
        except Refusal as refusal:
            form.add_error("reason" if refusal.code == "reason_needed" else None, refusal.sentence)
        else:
            return redirect("export", export.pk)
    context = {"form": form, "region": region, "tabs": tabs(places, region), "days": KEPT_FOR.days}
    status = 400 if form.is_bound else 200
    return render(request, "portal/exports/inspection.html", context, status=status)


def chosen(request: HttpRequest, places: Any) -> Any:
    if "region" in request.GET:
        return get_object_or_404(places, pk=id_in(request.GET["region"]))
    first = places.first()
    if first is None:
        raise Forbidden(
            "forbidden", "迎检台账由街道（镇）党建办和监督查看人员制作。如需要，请联系所在党建办。"
        )
    return first


def tabs(places: Any, region: Any) -> list[dict[str, Any]]:
    """One for each street, where there are several."""
    here = reverse("inspection")
    found = [
        {"label": str(each), "url": f"{here}?region={each.pk}", "current": each == region} for each in places
    ]
    return found if len(found) > 1 else []
