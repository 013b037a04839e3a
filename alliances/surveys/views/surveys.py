"""测评: the list, a survey's page with its results, its form; 开始, 结束."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alliances.surveys import actions
from alliances.surveys.badges import badge_of
from alliances.surveys.forms import SurveyForm
from alliances.surveys.lists import SurveyList
from alliances.surveys.models import Survey
from alliances.surveys.states import SurveyState
from alliances.surveys.survey_page import context_of
from alliances.surveys.views.fetching import fetch_survey, form_view
from members.formpages import carried_out, form_page, result_of
from members.places.models import Region
from members.scope import scope_of
from portal.api.versions import check_version
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand
from portal.refusals import Forbidden
from portal.workflow.machine import wrong_state

VERBS: dict[str, tuple[Callable[..., Survey], str]] = {
    "open": (actions.open_survey, "已开始。接着生成链接，打印后发给评议的人。"),
    "close": (actions.close_survey, "已结束，不再接收答卷。结果见下。"),
}


@login_required
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    seen = Survey.objects.visible_to(request.user).select_related("region")
    page = list_page(request, SurveyList, seen.annotate(whom=Count("subjects")))
    context = {
        "rows": [(row, badge_of(row)) for row in page.rows],
        "may_draft": bool(scope_of(request.user).handled_region_ids),
    }
    return page.render(request, "alliances/surveys/list.html", context)


@login_required
@require_safe
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    return render(
        request, "alliances/surveys/survey.html", context_of(fetch_survey(request, pk), request.user)
    )


@login_required
@form_view
@once
def survey_new(request: HttpRequest) -> HttpResponse:
    regions = regions_of(request)
    initial = {
        "region": regions[0],
        "from_on": timezone.localdate(),
        "kind": request.GET.get("kind", "public"),
    }
    form = SurveyForm(request.POST or None, initial=initial, within=regions, is_new=True)
    made = result_of(
        form,
        lambda: actions.draft_survey(form.cleaned_data["region"], form.parts, by=request.user, **form.terms),
    )
    if made is not None:
        messages.success(request, "已拟订，核对后开始测评。")
        return redirect("survey", made.pk)
    return form_page(request, form, "拟订测评", back=("测评", reverse("surveys")), submit="拟订")


@login_required
@form_view
def survey_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever opened the form before somebody else's change is told, and overwrites nothing."""
    found = fetch_survey(request, pk)
    demand(request.user, "surveys.work", found)
    if found.state != SurveyState.DRAFTED:
        raise wrong_state(found, "修改")
    within = Region.objects.filter(pk=found.region_id)
    form = SurveyForm(request.POST or None, instance=found, within=within, is_new=False)

    def save() -> None:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            actions.change_survey(found, form.parts, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。")
        return redirect("survey", pk)
    return form_page(request, form, "修改测评", back=(found.title, reverse("survey", args=[pk])))


@login_required
@require_POST
def survey_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    act, done = VERBS[verb]
    act(fetch_survey(request, pk), by=request.user)
    messages.success(request, done)
    return redirect("survey", pk)


def regions_of(request: HttpRequest) -> QuerySet[Region]:
    """Where one may draft. Raises Forbidden where that is nowhere."""
    regions = Region.objects.filter(pk__in=scope_of(request.user).handled_region_ids).order_by("code")
    if not regions:
        raise Forbidden("forbidden", "测评由党建办拟订。如需开展测评，请与他们联系。")
    return regions
