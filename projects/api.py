"""Addresses of the REST API that belong to projects."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from projects.claims import api as claims
from projects.claims.recording import api as recording
from projects.listings import api as listings
from projects.matching.api import NeedMatches
from projects.yearly.api import CarryOvers

router = SimpleRouter()
router.register("categories", listings.Categories, basename="api_category")
router.register("resources", listings.Resources, basename="api_resource")
router.register("needs", listings.Needs, basename="api_need")
router.register("projects", listings.Projects, basename="api_project")
router.register("claims", claims.Claims, basename="api_claim")
router.register("projects/carry-over", CarryOvers, basename="api_carry_over")

urlpatterns = [
    path(
        "projects/<int:pk>/claims/",
        claims.ProjectClaims.as_view({"get": "list", "post": "create"}),
        name="api_project_claims",
    ),
    path("needs/<int:pk>/matches/", NeedMatches.as_view(), name="api_need_matches"),
    *recording.urlpatterns,
    *router.urls,
]
