"""结对批次: the list, a round's page with its pairings and its coverage, its form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alliances.pairing import actions
from alliances.pairing.badges import badge_of
from alliances.pairing.coverage import coverage_of
from alliances.pairing.forms import ProgrammeForm
from alliances.pairing.lists import PairingList, ProgrammeList
from alliances.pairing.models import Programme
from alliances.pairing.round_words import rules_in_words
from alliances.pairing.views.fetching import fetch_programme, form_view, pairings_seen
from members.formpages import carried_out, form_page
from members.places.models import Region
from members.rules import oversees
from members.scope import scope_of
from portal.api.versions import check_version
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may
from portal.refusals import Forbidden

VERBS = {
    "close": (actions.close_programme, "已结束办理，不再新增结对；已有的照常履行。"),
    "reopen": (actions.reopen_programme, "已恢复办理。"),
}


@login_required
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    seen = Programme.objects.visible_to(request.user).select_related("region")
    page = list_page(request, ProgrammeList, seen)
    counted = ProgrammeList.export_rows(Programme.objects.filter(pk__in=[row.pk for row in page.rows]))
    running = {row.pk: row.running for row in counted}
    context = {
        "rows": [(row, running[row.pk], rules_in_words(row)) for row in page.rows],
        "may_open": bool(scope_of(request.user).worked_region_ids),
    }
    return page.render(request, "alliances/pairing/programmes.html", context)


@login_required
@require_safe
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """A fixed number of queries, however many pairings."""
    found, user = fetch_programme(request, pk), request.user
    page = list_page(request, PairingList, pairings_seen(user).filter(programme=found))
    today = timezone.localdate()
    context = {
        "programme": found,
        "rules": rules_in_words(found),
        "rows": [(row, badge_of(row, today)) for row in page.rows],
        "coverage": coverage_of(found, today, with_open=oversees(user, found.region_id)),
        "may_change": may(user, "programmes.change", found),
        "may_draft": found.closed_at is None and may_draft_in(user, found),
    }
    return page.render(request, "alliances/pairing/programme.html", context)


@login_required
@form_view
@once
def programme_new(request: HttpRequest) -> HttpResponse:
    regions = Region.objects.filter(pk__in=scope_of(request.user).worked_region_ids).order_by("code")
    if not regions:
        raise Forbidden("forbidden", "结对批次由党建办设立。如需设立，请与他们联系。")
    fresh = Programme(from_on=timezone.localdate())
    form = ProgrammeForm(request.POST or None, instance=fresh, regions=regions)
    form.fields["region"].initial = regions[0]
    if carried_out(form, lambda: actions.open_programme(fresh, by=request.user)):
        messages.success(request, "已设立，可以草拟结对，或先看建议。")
        return redirect("programme", fresh.pk)
    return form_page(request, form, "设立结对批次", back=("结对批次", reverse("programmes")))


@login_required
@form_view
def programme_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever opened the form before somebody else's change is told, and overwrites nothing."""
    found = fetch_programme(request, pk)
    demand(request.user, "programmes.change", found)
    form = ProgrammeForm(request.POST or None, instance=found)

    def save() -> None:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            actions.change_programme(found, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。已有的结对不变。")
        return redirect("programme", pk)
    back = (Programme.objects.get(pk=pk).name, reverse("programme", args=[pk]))
    return form_page(request, form, "修改批次规则", back=back)


@login_required
@require_POST
def move_programme(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    act, done = VERBS[verb]
    act(fetch_programme(request, pk), by=request.user)
    messages.success(request, done)
    return redirect("programme", pk)


def may_draft_in(user: object, found: Programme) -> bool:
    """The office, and whoever acts for a unit of the round's place."""
    if may(user, "programmes.change", found):
        return True
    return bool(own_units_in(user, found))


def own_units_in(user: object, found: Programme) -> list[int]:
    """The user's own units that are enrolled within the round's place. One query, or none."""
    pairs = scope_of(user).acts_for
    streets = Region.objects.below(found.region.code).filter(pk__in={region for _, region in pairs})
    within = set(streets.values_list("pk", flat=True)) if pairs else set()
    return sorted({unit for unit, region in pairs if region in within})
