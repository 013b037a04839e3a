"""Addresses of records."""

from django.urls import path

from alliances.records import views

urlpatterns = [
    path("records/", views.records, name="records"),
    path("records/<int:pk>/", views.record, name="record"),
    path("records/<int:pk>/change/", views.change, name="record_change"),
    path("records/<int:pk>/strike/", views.strike, name="record_strike"),
    path("records/<int:pk>/files/", views.evidence, name="record_evidence"),
]
