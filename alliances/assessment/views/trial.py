"""试算: a draft tried on a period that is over."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliances.assessment.trial import periods_over, trial_of
from alliances.assessment.views.fetching import fetch_scheme
from portal.permits import demand


@login_required
@require_safe
def scheme_trial(request: HttpRequest, pk: int) -> HttpResponse:
    """`?period=2026-h1`; the latest one unless told. Nothing is written."""
    scheme = fetch_scheme(request, pk)
    demand(request.user, "schemes.see", scheme)
    periods = periods_over(scheme, timezone.localdate())
    asked = request.GET.get("period", "")
    period = next((each for each in periods if each.name == asked), periods[0])
    context = {"scheme": scheme, "periods": periods, "period": period, **trial_of(scheme, period)}
    return render(request, "alliances/assessment/trial.html", context)
