"""Pages of projects."""

from django.urls import include, path

urlpatterns = [
    path("", include("projects.listings.urls")),
    path("", include("projects.queue.urls")),
]
