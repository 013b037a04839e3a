"""Addresses of agreements."""

from django.urls import path

from alliances.pairing.agreement import views

urlpatterns = [
    path("pairings/<int:pk>/agreement/", views.agreement, name="pairing_agreement"),
    path("pairings/<int:pk>/scan/", views.scan, name="pairing_scan"),
]
