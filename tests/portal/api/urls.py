"""The API as it is, with routes beside it that do what a test needs."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from portal.urls import handler500 as handler500
from tests.portal.api import views

router = SimpleRouter()
router.register("places", views.PlaceViewSet, basename="place")

urlpatterns = [
    path("api/v1/", include(router.urls)),
    path("api/v1/fails/<str:how>/", views.FailingView.as_view()),
    path("api/v1/numbers/", views.NumberingView.as_view()),
    path("api/v1/aggregated/", views.AggregatedView.as_view()),
    path("api/v1/", include("portal.api.urls")),
]
