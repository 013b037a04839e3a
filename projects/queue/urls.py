from django.urls import path

from projects.queue import views

urlpatterns = [path("queue/", views.queue, name="queue")]
