from django.urls import path

from members.teams import views

urlpatterns = [
    path("teams/", views.teams, name="teams"),
    path("teams/new/", views.team_new, name="team_new"),
    path("teams/<int:pk>/", views.team, name="team"),
    path("teams/<int:pk>/edit/", views.team_edit, name="team_edit"),
    path("teams/<int:pk>/dissolve/", views.team_dissolve, name="team_dissolve"),
    path("teams/<int:pk>/restore/", views.team_restore, name="team_restore"),
    path("teams/<int:pk>/contact/", views.team_contact, name="team_contact"),
]
