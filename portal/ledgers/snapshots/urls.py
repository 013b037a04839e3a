"""Addresses of snapshots under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from portal.ledgers.snapshots.api import SnapshotFile, Snapshots

router = SimpleRouter()
router.register("snapshots", Snapshots, basename="api_snapshot")

urlpatterns = [
    path("snapshots/<int:pk>/workbook.xlsx/", SnapshotFile.as_view(), name="api_snapshot_workbook"),
    *router.urls,
]
