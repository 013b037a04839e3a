"""日历订阅: making an address, revoking it, and the calendar that it shows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alliances.rotation import actions
from alliances.rotation.actions.feeding import digest_of
from alliances.rotation.feeds import calendar_of, duties_of
from alliances.rotation.models import Feed
from alliances.rotation.views.fetching import FORM, rotations_seen
from members.scope import scope_of
from members.units.models import Unit
from portal.ids import id_in


@login_required
@never_cache
@require_http_methods(FORM)
def feeds(request: HttpRequest) -> HttpResponse:
    """One's own addresses. A new one is shown once, on the answer to the form, and never again."""
    rotations = rotations_seen(request.user).running()
    units = Unit.objects.filter(pk__in=scope_of(request.user).unit_ids).defer("grams", "custom")
    shown = ""
    if request.method == "POST":
        kind, _, number = request.POST.get("calendar", "").partition("-")
        rows = {"rotation": rotations, "unit": units}.get(kind)
        if rows is None:
            raise Http404
        _, token = actions.make_feed(by=request.user, **{kind: get_object_or_404(rows, pk=id_in(number))})
        shown = request.build_absolute_uri(reverse("feed", args=[token]))
    own = Feed.objects.filter(created_by_id=request.user.pk, revoked_at=None)
    context = {
        "rotations": rotations,
        "units": units,
        "feeds": own.select_related("rotation__alliance", "unit"),
        "shown": shown,
    }
    return render(request, "alliances/rotation/feeds.html", context)


@login_required
@require_POST
def feed_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    actions.revoke_feed(get_object_or_404(Feed, pk=pk, created_by_id=request.user.pk), by=request.user)
    messages.success(request, "已停用，这个地址不再更新。")
    return redirect("feeds")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, for whoever knows the address. Unknown and revoked ones are alike 404."""
    rows = Feed.objects.select_related("rotation__alliance", "unit", "created_by")
    found = get_object_or_404(rows, digest=digest_of(token), revoked_at=None, created_by__is_active=True)
    content = calendar_of(str(found), duties_of(found, timezone.localdate()), request.get_host())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="rotation.ics"'
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
