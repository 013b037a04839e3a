"""What the pages begin with: the thing asked for, if one may see it. Raises Http404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from alliances.meetings.models import AgendaItem, Meeting, Resolution
from alliances.meetings.reading import full, with_what_rules_read

form_view = require_http_methods(["GET", "HEAD", "POST"])


def fetch_meeting(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(with_what_rules_read(Meeting.objects.visible_to(request.user)), pk=pk)


def fetch_item(request: HttpRequest, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(request.user).select_related(
        "unit", "meeting__alliance__region", "meeting__duty__rotation", "meeting__duty__holder"
    )
    return get_object_or_404(rows, pk=pk)


def fetch_resolution(request: HttpRequest, pk: int) -> Resolution:
    return get_object_or_404(full(Resolution.objects.visible_to(request.user)), pk=pk)
