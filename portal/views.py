"""The front door and the pages about the portal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.defaults import server_error

from portal.api.problems import problem_page
from portal.inbox.views import todos
from portal.navigation import FOOTER


def home(request: HttpRequest) -> HttpResponse:
    """Whoever signed in lands on their to-dos, everybody else on the public front page."""
    return todos(request) if request.user.is_authenticated else front(request)


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    described = [link for link in FOOTER if link.detail]
    return render(request, "portal/front.html", {"public_links": described})


@require_GET
def about(request: HttpRequest, page: str) -> HttpResponse:
    return render(request, f"portal/about_{page}.html")


def broken(request: HttpRequest) -> HttpResponse:
    """A bug of ours, which the log has by now: a page for people, a problem for programs."""
    return problem_page(500, "error") if request.path.startswith("/api/") else server_error(request)
