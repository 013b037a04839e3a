from django.urls import path

from alliances.councils import member_views, views

urlpatterns = [
    path("alliances/", views.alliances, name="alliances"),
    path("alliances/new/", views.alliance_new, name="alliance_new"),
    path("alliances/<int:pk>/", views.alliance, name="alliance"),
    path("alliances/<int:pk>/edit/", views.alliance_edit, name="alliance_edit"),
    path("alliances/<int:pk>/dissolve/", views.alliance_dissolve, name="alliance_dissolve"),
    path("alliances/<int:pk>/restore/", views.alliance_restore, name="alliance_restore"),
    path("alliances/<int:pk>/members/", member_views.members, name="alliance_members"),
    path("alliances/<int:pk>/members/join/", member_views.member_join, name="member_join"),
    path("alliances/<int:pk>/sitting/new/", member_views.sitting_new, name="sitting_new"),
    path("alliances/<int:pk>/sitting/<int:member_id>/", member_views.sitting_edit, name="sitting_edit"),
    path("memberships/<int:membership_id>/role/", member_views.member_role, name="member_role"),
    path("memberships/<int:membership_id>/leave/", member_views.member_leave, name="member_leave"),
    path("memberships/<int:membership_id>/correct/", member_views.member_correct, name="member_correct"),
]
