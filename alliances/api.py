"""This app's addresses under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from alliances.assessment.api.cycles import Cycles
from alliances.assessment.api.judgements import CycleJudgements
from alliances.assessment.api.objections import Objections
from alliances.assessment.api.results import Results, Scores
from alliances.assessment.api.schemes import Schemes
from alliances.councils.api import Alliances, Memberships
from alliances.meetings.api.agenda import AgendaItems
from alliances.meetings.api.meetings import Meetings
from alliances.meetings.api.resolutions import Resolutions
from alliances.metrics.api import StandingFactsView, StandingView
from alliances.pairing.api.pairings import Pairings
from alliances.pairing.api.programmes import Posts, Programmes
from alliances.pairing.suggesting.api import PairingSuggestions
from alliances.papers.api import Documents
from alliances.records.api import Records
from alliances.rotation.api import Duties, Exemptions, Rotations, Seats, Swaps
from alliances.surveys.api import Surveys

router = SimpleRouter()
router.register("alliances", Alliances, "api_alliance")
router.register("memberships", Memberships, "api_membership")
router.register("meetings", Meetings, "api_meeting")
router.register("agenda-items", AgendaItems, "api_agenda_item")
router.register("resolutions", Resolutions, "api_resolution")
router.register("records", Records, "api_record")
router.register("rotations", Rotations, "api_rotation")
router.register("seats", Seats, "api_seat")
router.register("exemptions", Exemptions, "api_exemption")
router.register("duties", Duties, "api_duty")
router.register("swaps", Swaps, "api_swap")
router.register("programmes", Programmes, "api_programme")
router.register("posts", Posts, "api_post")
router.register("pairings", Pairings, "api_pairing")
router.register("surveys", Surveys, "api_survey")
router.register("documents", Documents, "api_document")
router.register("schemes", Schemes, "api_scheme")
router.register("cycles", Cycles, "api_cycle")
router.register("results", Results, "api_result")
router.register("scores", Scores, "api_score")
router.register("objections", Objections, "api_objection")

urlpatterns = [
    path("pairings/suggestions/", PairingSuggestions.as_view(), name="api_pairing_suggestions"),
    path(
        "cycles/<int:pk>/judgements/",
        CycleJudgements.as_view({"get": "list", "post": "create"}),
        name="api_cycle_judgements",
    ),
    path("units/<int:pk>/standing/", StandingView.as_view(), name="api_standing"),
    path("units/<int:pk>/standing/<slug:metric>/", StandingFactsView.as_view(), name="api_standing_facts"),
    *router.urls,
]
