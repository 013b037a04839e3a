from django.urls import path

from members.units import enrolment_views, views
from members.units.unitfile import views as unitfile

urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/new/", views.unit_new, name="unit_new"),
    path("units/<int:unit_id>/", views.unit, name="unit"),
    path("units/<int:unit_id>/file/", unitfile.unit_file, name="unit_file"),
    path("units/<int:unit_id>/file/word/", unitfile.unit_file_word, name="unit_file_word"),
    path("units/<int:unit_id>/edit/", views.unit_edit, name="unit_edit"),
    path("units/<int:unit_id>/enrol/", views.unit_enrol, name="unit_enrol"),
    path("units/<int:unit_id>/merge/", views.unit_merge, name="unit_merge"),
    path("units/<int:unit_id>/close/", views.unit_close, name="unit_close"),
    path("enrolments/<int:enrolment_id>/", enrolment_views.enrolment, name="enrolment"),
    path("enrolments/<int:enrolment_id>/move/", enrolment_views.enrolment_move, name="enrolment_move"),
    path(
        "enrolments/<int:enrolment_id>/contacts/",
        enrolment_views.enrolment_contacts,
        name="enrolment_contacts",
    ),
]
