from django.urls import path

from alliances.metrics import views

urlpatterns = [
    path("standing/", views.own_standing, name="own_standing"),
    path("units/<int:unit_id>/standing/", views.standing, name="standing"),
    path("units/<int:unit_id>/standing/letter/", views.standing_letter, name="standing_letter"),
    path("units/<int:unit_id>/standing/<slug:metric>/", views.standing_facts, name="standing_facts"),
]
