"""Addresses of imports under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from portal.ledgers.imports.api import ImportProblems, Imports

router = SimpleRouter()
router.register("imports", Imports, basename="api_import")

urlpatterns = [
    path("imports/<int:pk>/problems.xlsx/", ImportProblems.as_view(), name="api_import_problems"),
    *router.urls,
]
