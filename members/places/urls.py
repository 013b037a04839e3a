from django.urls import path

from members.places import office, views

urlpatterns = [
    path("office/", office.policy, name="office_policy"),
    path("regions/", views.regions, name="regions"),
    path("regions/<str:code>/", views.region, name="region"),
    path("regions/<str:code>/edit/", views.region_edit, name="region_edit"),
    path("zones/", views.zones, name="zones"),
    path("zones/new/", views.zone_new, name="zone_new"),
    path("zones/<int:zone_id>/edit/", views.zone_edit, name="zone_edit"),
]
