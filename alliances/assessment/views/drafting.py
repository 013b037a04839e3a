"""拟订: where a new scheme begins, blank or from a pattern, and its form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliances.assessment.actions.patterned import draft_from, terms_of
from alliances.assessment.actions.schemes import draft_scheme
from alliances.assessment.forms import SchemeForm, documents_of
from alliances.assessment.models import Scheme
from alliances.assessment.patterns import PATTERNS, Pattern
from alliances.assessment.views.fetching import form_view
from members.formpages import form_page, result_of
from members.places.models import Region
from members.scope import scope_of
from portal.once import once
from portal.refusals import Forbidden

BLANK = "blank"


@login_required
@require_safe
def scheme_new(request: HttpRequest) -> HttpResponse:
    regions_of(request)
    return render(request, "alliances/assessment/new.html", {"patterns": PATTERNS.items()})


@login_required
@form_view
@once
def scheme_draft(request: HttpRequest, pattern: str) -> HttpResponse:
    chosen, regions = chosen_of(pattern), regions_of(request)
    initial = {"year": timezone.localdate().year, "region": regions[0]} | (terms_of(chosen) if chosen else {})
    documents = documents_of(regions, request.user)
    form = SchemeForm(request.POST or None, initial=initial, documents=documents, regions=regions)

    def draft() -> Scheme:
        region, kinds = form.cleaned_data["region"], form.cleaned_data["unit_kinds"]
        said = {"by": request.user, "unit_kinds": kinds, **form.terms}
        return draft_from(chosen, region, **said) if chosen else draft_scheme(region, **said)

    if (made := result_of(form, draft)) is not None:
        messages.success(request, "已拟订，逐项核对后施行。" if chosen else "已拟订，接着增加指标。")
        return redirect("scheme", made.pk)
    back = ("拟订办法", reverse("scheme_new"))
    title = f"拟订办法：{chosen.name}" if chosen else "拟订空白办法"
    return form_page(request, form, title, back=back, submit="拟订")


def chosen_of(name: str) -> Pattern | None:
    """None for a blank one. Raises Http404 where there is no such pattern."""
    if name != BLANK and name not in PATTERNS:
        raise Http404
    return PATTERNS.get(name)


def regions_of(request: HttpRequest) -> QuerySet[Region]:
    """Where one may draft. Raises Forbidden where that is nowhere."""
    regions = Region.objects.filter(pk__in=scope_of(request.user).handled_region_ids).order_by("code")
    if not regions:
        raise Forbidden("forbidden", "办法由党建办拟订。如需拟订，请与他们联系。")
    return regions
