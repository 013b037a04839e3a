"""This app's addresses under /api/v1/."""

from rest_framework.routers import SimpleRouter

from alliances.records.api import Records

router = SimpleRouter()
router.register("records", Records, "api_record")

urlpatterns = router.urls
