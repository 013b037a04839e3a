"""Pages of exports."""

from django.urls import path

from portal.exports import views
from portal.exports.inspection.views import inspection

urlpatterns = [
    path("ledgers/inspection/", inspection, name="inspection"),
    path("ledgers/exports/", views.exports, name="exports"),
    path("ledgers/exports/<int:pk>/", views.export, name="export"),
    path("ledgers/exports/<int:pk>/file/", views.export_file, name="export_file"),
]
