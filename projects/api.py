"""Addresses of the REST API that belong to projects."""

from rest_framework.routers import SimpleRouter

from projects.listings import api as listings

router = SimpleRouter()
router.register("categories", listings.Categories, basename="api_category")
router.register("resources", listings.Resources, basename="api_resource")
router.register("needs", listings.Needs, basename="api_need")
router.register("projects", listings.Projects, basename="api_project")

urlpatterns = router.urls
