"""Addresses of a project's page and of claims."""

from django.urls import path

from projects.claims.letters import views as letters
from projects.claims.views import claiming, details, mine, verbs

urlpatterns = [
    path("projects/<int:pk>/", details.project, name="project"),
    path("projects/<int:pk>/claim/", claiming.claim, name="project_claim"),
    path("projects/<int:pk>/note/", claiming.note, name="project_note"),
    path("projects/<int:pk>/offer/", claiming.offer, name="project_offer"),
    path("projects/<int:pk>/reserve/", claiming.keep_for, name="project_reserve"),
    path("claims/", mine.my_claims, name="claims"),
    path("claims/<int:pk>/", verbs.claim, name="claim"),
    path("claims/<int:pk>/do/<slug:verb>/", verbs.move_claim, name="claim_verb"),
    path("claims/<int:pk>/renew/", verbs.renew, name="claim_renew"),
    path("claims/<int:pk>/contact/", verbs.contact, name="claim_contact"),
    path("claims/<int:pk>/letter/", letters.letter, name="claim_letter"),
    path("claims/<int:pk>/letter/word/", letters.letter_file, name="claim_letter_file"),
    path("claims/<int:pk>/undo/", verbs.undo, name="claim_undo"),
]
