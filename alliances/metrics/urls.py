from django.urls import path

from alliances.metrics import views

urlpatterns = [
    path("standing/", views.own_standing, name="own_standing"),
    path("standing/<int:unit_id>/", views.standing, name="standing"),
    path("standing/<int:unit_id>/letter/", views.standing_letter, name="standing_letter"),
    path("standing/<int:unit_id>/<slug:metric>/", views.standing_facts, name="standing_facts"),
]
