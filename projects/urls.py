"""Pages of projects."""

from django.urls import include, path

urlpatterns = [
    path("", include("projects.listings.urls")),
    path("", include("projects.queue.urls")),
    path("", include("projects.claims.urls")),
    path("", include("projects.claims.recording.urls")),
    path("", include("projects.hall.urls")),
    path("", include("projects.matching.urls")),
    path("", include("projects.screen.urls")),
    path("", include("projects.yearly.urls")),
]
