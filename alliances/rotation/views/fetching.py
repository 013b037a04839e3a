"""What the pages begin with: the thing asked for, if one may see it. Raises Http404."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from alliances.councils.models import Alliance
from alliances.rotation.models import Duty, Exemption, Rotation, Seat, Swap
from alliances.rotation.reading import light
from members.scope import scope_of

FORM = ["GET", "HEAD", "POST"]


def fetch_rotation(request: HttpRequest, pk: int) -> Rotation:
    return get_object_or_404(rotations_seen(request.user), pk=pk)


def rotations_seen(user: Any) -> Any:
    return Rotation.objects.visible_to(user).select_related("alliance__region").defer("alliance__charter")


def fetch_seat(request: HttpRequest, pk: int) -> Seat:
    seats = Seat.objects.visible_to(request.user).select_related("rotation__alliance__region", "unit")
    return get_object_or_404(seats, pk=pk)


def fetch_exemption(request: HttpRequest, pk: int) -> Exemption:
    rows = Exemption.objects.visible_to(request.user).select_related("seat__rotation", "seat__unit")
    return get_object_or_404(rows, pk=pk)


def fetch_duty(request: HttpRequest, pk: int) -> Duty:
    rows = Duty.objects.visible_to(request.user).select_related(
        "rotation__alliance__region", "holder", "planned_seat__unit"
    )
    return get_object_or_404(light(rows), pk=pk)


def fetch_swap(request: HttpRequest, pk: int) -> Swap:
    rows = Swap.objects.visible_to(request.user).select_related(
        "duty_a__rotation__alliance__region", "duty_b__rotation", "unit_a", "unit_b"
    )
    return get_object_or_404(rows, pk=pk)


def handled_alliances(user: Any) -> QuerySet[Alliance]:
    """Where this person's office may set up a rotation."""
    worked = scope_of(user).worked_region_ids
    return Alliance.objects.standing().filter(region__in=worked).defer("charter").order_by("name")
