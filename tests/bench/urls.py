"""What claims and API pages are compared with: the same way through the house, nothing at the end."""

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.urls import include, path
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.views import PortalView
from projects.listings.api import Projects
from projects.listings.serializers import ProjectRow


class EmptyPost(PortalView):
    """Everything a POST passes through (token, throttle, idempotency key, log), and no work."""

    def post(self, request: Request) -> Response:
        return Response({"done": True}, status=status.HTTP_201_CREATED)


class AsJson(PortalView):
    """The page of projects as PostgreSQL itself would write it."""

    def get(self, request: Request) -> HttpResponse:
        size = int(request.query_params["page_size"])
        return HttpResponse(projects_as_json(request.user, size), content_type="application/json")


def projects_as_json(user: Any, size: int) -> bytes:
    """One row of one column: the same rows and columns as the API's page, in the same order."""
    seen = Projects.queryset.visible_to(user).order_by("id")
    rows = ProjectRow.select(seen)[:size]
    sql, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        as_json = f"SELECT json_agg(row)::text FROM ({sql}) AS row"  # noqa: S608 -- the ORM wrote the inside
        cursor.execute(as_json, parameters)
        return cursor.fetchone()[0].encode()


urlpatterns = [
    path("api/v1/bench/empty/", EmptyPost.as_view()),
    path("api/v1/bench/json/", AsJson.as_view()),
    path("", include("portal.urls")),
]
