"""会场大屏: the annual conference on a projector, what is claimed turning as it happens."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from alliances.models import Meeting
from members.rules import oversees
from members.scope import scope_of
from portal.ids import id_in
from portal.refusals import Forbidden
from projects.listings.editions import Edition, choose_edition, editions_of, regions_of, years_of
from projects.listings.models import ListKind
from projects.screen.reading import meetings_of, screen_of


@login_required
@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """`?meeting=` shows who has arrived there; `?waiting=1` also what nobody has claimed yet."""
    editions = overseen_editions(request.user)
    edition = choose_edition(editions, request.GET)
    if edition is None:
        return render(request, "projects/hall/none.html")
    meetings = meetings_of(edition, timezone.localdate())
    meeting = chosen_meeting(request, meetings)
    context = shown(request, edition, meeting)
    context |= {
        "edition": edition,
        "meetings": meetings,
        "meeting": meeting,
        "regions": regions_of(editions),
        "years": years_of(editions, edition.region_id),
        "hall_url": request.build_absolute_uri(reverse("hall")),
    }
    return render(request, "projects/screen/screen.html", context)


@login_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The moving part of the screen: 304 while nothing changed."""
    edition = choose_edition(overseen_editions(request.user), request.GET)
    if edition is None:
        return HttpResponse(status=204)
    meeting = chosen_meeting(request, meetings_of(edition, timezone.localdate()))
    context = shown(request, edition, meeting)
    if request.headers.get("If-None-Match") == context["screen"].tag:
        response = HttpResponse(status=304)
    else:
        response = render(request, "projects/screen/live.html", context)
    response["ETag"] = context["screen"].tag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def shown(request: HttpRequest, edition: Edition, meeting: Meeting | None) -> dict[str, Any]:
    waiting = request.GET.get("waiting") == "1"
    asked = {"region": edition.region_id, "year": edition.year, "waiting": int(waiting)}
    if meeting is not None:
        asked["meeting"] = meeting.pk
    screen = screen_of(edition, meeting, waiting=waiting)
    return {
        "screen": screen,
        "out_of_band": True,
        "headers": json.dumps({"If-None-Match": screen.tag}),
        "waiting": waiting,
        "live_url": f"{reverse('screen_live')}?{urlencode(asked)}",
        "turn_url": f"{reverse('screen')}?{urlencode(asked | {'waiting': int(not waiting)})}",
    }


def overseen_editions(user: Any) -> list[Edition]:
    """Of the streets whose office or supervisor asks. Raises Forbidden where there are none."""
    scope = scope_of(user)
    if not (scope.office_region_ids or scope.overseen_region_ids):
        raise Forbidden("forbidden", "会场大屏由党建办在会场使用。各单位请到认领大厅查看和认领。")
    return [each for each in editions_of(ListKind.PROJECT, user) if oversees(user, each.region_id)]


def chosen_meeting(request: HttpRequest, meetings: list[Meeting]) -> Meeting | None:
    asked = id_in(request.GET.get("meeting", ""))
    return next((each for each in meetings if each.pk == asked), None)
