"""Addresses of matches."""

from django.urls import path

from projects.matching import views

urlpatterns = [
    path("needs/<int:pk>/matches/<int:unit_id>/text/", views.match_text, name="match_text"),
]
