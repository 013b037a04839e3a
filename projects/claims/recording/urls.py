"""Addresses of work on a claim."""

from django.urls import path

from projects.claims.recording.views import confirming, working

urlpatterns = [
    path("claims/<int:pk>/record/", working.record, name="claim_record"),
    path("claims/<int:pk>/record/link/", working.link, name="claim_record_link"),
    path("claims/<int:pk>/contributions/", working.contributions, name="claim_contributions"),
    path("claims/<int:pk>/feedback/", confirming.feedback, name="claim_feedback"),
]
