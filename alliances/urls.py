"""Pages of alliances."""

from django.urls import include, path

urlpatterns = [
    path("", include("alliances.councils.urls")),
    path("", include("alliances.rotation.urls")),
    path("", include("alliances.meetings.urls")),
    path("", include("alliances.pairing.urls")),
    path("", include("alliances.pairing.suggesting.urls")),
    path("", include("alliances.pairing.agreement.urls")),
    path("", include("alliances.metrics.urls")),
    path("", include("alliances.assessment.urls")),
    path("", include("alliances.surveys.urls")),
    path("", include("alliances.records.urls")),
    path("", include("alliances.papers.urls")),
]
