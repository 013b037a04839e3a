"""This app's addresses under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from members.party.api import PartyOrgViewSet
from members.people.api import AppointmentViewSet, MeView
from members.places.api import RegionViewSet, ZoneViewSet
from members.sites.api import SiteViewSet
from members.teams.api import TeamViewSet
from members.units.api import EnrolmentViewSet, UnitViewSet

router = SimpleRouter()
router.register("regions", RegionViewSet, "api_region")
router.register("zones", ZoneViewSet, "api_zone")
router.register("sites", SiteViewSet, "api_site")
router.register("party-orgs", PartyOrgViewSet, "api_party_org")
router.register("teams", TeamViewSet, "api_team")
router.register("units", UnitViewSet, "api_unit")
router.register("enrolments", EnrolmentViewSet, "api_enrolment")
router.register("appointments", AppointmentViewSet, "api_appointment")

urlpatterns = [path("me/", MeView.as_view(), name="api_me"), *router.urls]
