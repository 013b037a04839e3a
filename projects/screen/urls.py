from django.urls import path

from projects.screen import views

urlpatterns = [
    path("screen/", views.screen, name="screen"),
    path("screen/live/", views.live, name="screen_live"),
]
