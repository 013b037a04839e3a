"""This folder's addresses under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from portal.inbox.api import NoticeViewSet, TodosView

router = SimpleRouter()
router.register("notices", NoticeViewSet, "api_notice")

urlpatterns = [path("todos/", TodosView.as_view(), name="api_todos"), *router.urls]
