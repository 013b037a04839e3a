"""Every address of the portal. Apps above are named as strings only."""

from django.urls import include, path

from portal import health, views
from portal.search_page import search_page

handler500 = "portal.views.broken"

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("portal.files.urls")),
    path("", include("portal.inbox.urls")),
    path("", include("portal.documents.urls")),
    path("", include("portal.exports.urls")),
    path("ledgers/", include("portal.ledgers.urls")),
    path("about/accessibility/", views.about, {"page": "accessibility"}, name="about_accessibility"),
    path("about/complaints/", views.about, {"page": "complaints"}, name="about_complaints"),
    path("about/help/", views.about, {"page": "help"}, name="about_help"),
    path("search/", search_page, name="search"),
    path("account/", include("portal.account_urls")),
    path("api/v1/", include("portal.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("members.urls")),
    path("", include("alliances.urls")),
    path("", include("projects.urls")),
]
