"""Every page of this app."""

from django.urls import include, path

from members import acting

urlpatterns = [
    path("acting/", acting.choose, name="acting"),
    path("", include("members.places.urls")),
    path("", include("members.units.urls")),
    path("", include("members.sites.urls")),
    path("", include("members.party.urls")),
    path("", include("members.teams.urls")),
    path("", include("members.people.urls")),
]
