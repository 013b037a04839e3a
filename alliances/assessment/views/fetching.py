"""What the pages begin with: the thing asked for, if one may see it. Raises Http404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from alliances.assessment.models import Cycle, Objection, Result, Scheme

form_view = require_http_methods(["GET", "HEAD", "POST"])


RESULT_READS = ("cycle__scheme__region", "unit", "party_org__unit", "grade")


def fetch_scheme(request: HttpRequest, pk: int) -> Scheme:
    rows = Scheme.objects.visible_to(request.user).select_related("region", "basis__region")
    return get_object_or_404(rows, pk=pk)


def fetch_cycle(request: HttpRequest, pk: int) -> Cycle:
    rows = Cycle.objects.visible_to(request.user).select_related("scheme__region", "scheme__basis")
    return get_object_or_404(rows, pk=pk)


def fetch_result(request: HttpRequest, pk: int) -> Result:
    rows = Result.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related(*RESULT_READS), pk=pk)


def fetch_objection(request: HttpRequest, pk: int) -> Objection:
    rows = Objection.objects.visible_to(request.user)
    reads = (*(f"result__{name}" for name in RESULT_READS), "indicator", "raised_by", "answered_by")
    return get_object_or_404(rows.select_related(*reads), pk=pk)
