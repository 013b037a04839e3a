"""Looking at somebody's number: it is written down, then shown, and no cache keeps it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from portal.audit.models import PersonalDataView


def look_at(subject: Any, field: str, *, by: Any, reason: str = "") -> str:
    """What stands in the field. That this person looked is written down before it is given."""
    PersonalDataView.objects.create(
        viewer=by,
        subject_kind=str(subject._meta.model_name),
        subject_id=subject.pk,
        field=field,
        reason=reason,
    )
    return getattr(subject, field)


def phone_answer(request: HttpRequest, phone: str, whose: str, *, back: str = "") -> HttpResponse:
    """Only the number for HTMX, else a page with it."""
    part = bool(request.headers.get("HX-Request"))
    template = "members/people/phone_part.html" if part else "members/people/phone.html"
    response = render(request, template, {"phone": phone, "whose": whose, "back": back})
    add_never_cache_headers(response)
    return response
