"""Pages of alliances."""

from django.urls import include, path

urlpatterns = [
    path("", include("alliances.records.urls")),
    path("", include("alliances.papers.urls")),
]
