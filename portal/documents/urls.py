"""Addresses of templates."""

from django.urls import path

from portal.documents import views

urlpatterns = [
    path("documents/templates/", views.templates, name="document_templates"),
    path("documents/templates/<slug:kind>/", views.template, name="document_template"),
    path("documents/templates/<slug:kind>/file/", views.template_file, name="document_template_file"),
    path("documents/templates/<slug:kind>/builtin/", views.builtin, name="document_template_builtin"),
]
