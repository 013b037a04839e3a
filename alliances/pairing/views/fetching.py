"""What the pages begin with: the thing asked for, if one may see it. Raises Http404."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from alliances.pairing.models import Pairing, Post, Programme

UNREAD = [f"{side}__{column}" for side in ("host", "partner") for column in ("grams", "custom")]

form_view = require_http_methods(["GET", "HEAD", "POST"])


def fetch_programme(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related("region")
    return get_object_or_404(rows, pk=pk)


def fetch_pairing(request: HttpRequest, pk: int) -> Pairing:
    return get_object_or_404(pairings_seen(request.user), pk=pk)


def pairings_seen(user: Any) -> QuerySet[Pairing]:
    """With what the rules and the pages' rows read of them."""
    rows = Pairing.objects.visible_to(user)
    return rows.select_related("programme__region", "host__kind", "partner__kind", "post").defer(*UNREAD)


def fetch_post(request: HttpRequest, pk: int) -> Post:
    return get_object_or_404(Post.objects.visible_to(request.user).select_related("region"), pk=pk)
