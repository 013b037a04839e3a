"""What the portal's pages and claims are compared with: the same way through the house, nothing at the end."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from members.scope import scope_of
from portal.api.views import PortalView
from portal.lists.paging import PAGE_SIZE
from projects.listings.models import Project
from projects.listings.serializers import ProjectRow


class EmptyPost(PortalView):
    """Everything a POST passes through (token, throttle, idempotency key, log), and no work."""

    def post(self, request: Request) -> Response:
        return Response({"done": True}, status=status.HTTP_201_CREATED)


class AsJson(PortalView):
    """The page of projects as PostgreSQL itself would write it."""

    def get(self, request: Request) -> HttpResponse:
        size = int(request.query_params.get("page_size", PAGE_SIZE))
        return HttpResponse(projects_as_json(request.user, size), content_type="application/json")


def projects_as_json(user: Any, size: int) -> bytes:
    """One row of one column: the same rows and columns as the API's page, in the same order."""
    seen = Project.objects.visible_to(user).order_by("id")
    rows = ProjectRow.select(seen.annotate(places_left=PLACES_LEFT))[:size]
    sql, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT json_agg(row)::text FROM ({sql}) AS row", parameters)
        return cursor.fetchone()[0].encode()


@login_required
def plain_page(request: HttpRequest) -> HttpResponse:
    """A page with menu and all that asks the database nothing of its own."""
    return render(request, "portal/about_help.html")


urlpatterns = [
    path("api/v1/bench/empty/", EmptyPost.as_view()),
    path("api/v1/bench/json/", AsJson.as_view()),
    path("bench/page/", plain_page),
    path("", include("portal.urls")),
]
