"""This app's addresses under /api/v1/."""

from rest_framework.routers import SimpleRouter

from alliances.papers.api import Documents
from alliances.records.api import Records

router = SimpleRouter()
router.register("records", Records, "api_record")
router.register("documents", Documents, "api_document")

urlpatterns = router.urls
