"""Addresses of the suggestions of a round."""

from django.urls import path

from alliances.pairing.suggesting import views

urlpatterns = [
    path("programmes/<int:pk>/suggestions/", views.suggestions, name="programme_suggestions"),
    path("programmes/<int:pk>/suggestions/weights/", views.save_weights, name="programme_weights"),
]
