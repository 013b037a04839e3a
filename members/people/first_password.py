"""A password that staff gave lets its owner in only to choose another one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from portal.api.problems import problem_page

API = "/api/v1/"
LET_THROUGH = ("account_change_password", "account_logout", "healthz", "readyz", "metrics")
"""Static files are answered before this middleware is reached."""

Respond = Callable[[HttpRequest], HttpResponse]


def change_it_first(get_response: Respond) -> Respond:
    """Middleware: with a one-time password every page leads to the one where it is changed.

    The API answers 403 `password_change_required`. Tokens are refused where they are given out.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        waits = getattr(request.user, "password_is_temporary", False)
        if not waits or request.path in {reverse(name) for name in LET_THROUGH}:
            return get_response(request)
        if request.path.startswith(API):
            return problem_page(403, "password_change_required")
        change = reverse("account_change_password")
        return HttpResponseClientRedirect(change) if request.htmx else redirect(change)  # type: ignore[attr-defined]

    return middleware
