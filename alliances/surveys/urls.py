"""Addresses of surveys. What stands behind `ballot/` is open to whoever has the link."""

from django.urls import path

from alliances.surveys.views import answering, links, surveys

SURVEY = "surveys/<int:pk>"

urlpatterns = [
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/new/", surveys.survey_new, name="survey_new"),
    path(f"{SURVEY}/", surveys.survey, name="survey"),
    path(f"{SURVEY}/change/", surveys.survey_change, name="survey_change"),
    path(f"{SURVEY}/do/<slug:verb>/", surveys.survey_verb, name="survey_verb"),
    path(f"{SURVEY}/links/", links.survey_links, name="survey_links"),
    path(f"{SURVEY}/links/<int:batch_id>/revoke/", links.links_revoke, name="survey_links_revoke"),
    path("ballot/thanks/", answering.answer_thanks, name="answer_thanks"),
    path("ballot/<slug:token>/", answering.answer, name="answer"),
]
