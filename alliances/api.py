"""This app's addresses under /api/v1/."""

from rest_framework.routers import SimpleRouter

from alliances.councils.api import Alliances, Memberships
from alliances.meetings.api.agenda import AgendaItems
from alliances.meetings.api.meetings import Meetings
from alliances.meetings.api.resolutions import Resolutions
from alliances.papers.api import Documents
from alliances.records.api import Records
from alliances.rotation.api import Duties, Exemptions, Rotations, Seats, Swaps

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
router.register("documents", Documents, "api_document")

urlpatterns = router.urls
