from django.urls import path

from members.sites import views

urlpatterns = [
    path("sites/", views.sites, name="sites"),
    path("sites/tree/", views.site_tree, name="site_tree"),
    path("sites/new/", views.site_new, name="site_new"),
    path("sites/<int:pk>/", views.site, name="site"),
    path("sites/<int:pk>/edit/", views.site_edit, name="site_edit"),
    path("sites/<int:pk>/close/", views.site_close, name="site_close"),
    path("sites/<int:pk>/reopen/", views.site_reopen, name="site_reopen"),
    path("sites/<int:pk>/contact/", views.site_contact, name="site_contact"),
]
