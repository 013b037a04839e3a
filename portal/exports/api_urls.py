"""Addresses of exports under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from portal.exports.api import ExportFile, Exports

router = SimpleRouter()
router.register("exports", Exports, basename="api_export")

urlpatterns = [
    path("exports/<int:pk>/file/", ExportFile.as_view(), name="api_export_file"),
    *router.urls,
]
