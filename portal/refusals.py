"""How the portal says no: an exception with a code for programs and a sentence for people."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme


class Refusal(Exception):  # noqa: N818 a rule that says no is no error
    """A rule said no. `code` is for programs; `sentence` tells a person what happened and what to do."""

    status = 409

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Forbidden(Refusal):
    """Visible, but not for this person."""

    status = 403


Respond = Callable[[HttpRequest], HttpResponse]


def show_refusals(get_response: Respond) -> Respond:
    """Middleware: a refusal on a page becomes a message on the page the person came from.

    What was typed into a form is kept by views that catch the refusal themselves.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = _show  # type: ignore[attr-defined]
    return middleware


def _show(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if not isinstance(exception, Refusal):
        return None
    came_from = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    if request.method == "POST" and safe and not request.headers.get("HX-Request"):
        messages.error(request, exception.sentence)
        return redirect(came_from)
    context = {"sentence": exception.sentence}
    return render(request, "portal/refused.html", context, status=exception.status)
