from django.urls import path

from projects.hall import views

urlpatterns = [
    path("hall/", views.hall, name="hall"),
    path("hall/live/", views.live, name="hall_live"),
]
