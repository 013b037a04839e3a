from django.urls import path

from members.party import views

urlpatterns = [
    path("party-orgs/", views.party_orgs, name="party_orgs"),
    path("party-orgs/tree/", views.party_org_tree, name="party_org_tree"),
    path("party-orgs/new/", views.party_org_new, name="party_org_new"),
    path("party-orgs/<int:pk>/", views.party_org, name="party_org"),
    path("party-orgs/<int:pk>/edit/", views.party_org_edit, name="party_org_edit"),
    path("party-orgs/<int:pk>/merge/", views.party_org_merge, name="party_org_merge"),
    path("party-orgs/<int:pk>/remove/", views.party_org_remove, name="party_org_remove"),
]
