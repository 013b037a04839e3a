from django.urls import path

from members.people import views

urlpatterns = [
    path("users/", views.users, name="users"),
    path("users/new/", views.user_new, name="user_new"),
    path("users/<int:user_id>/", views.user, name="user"),
    path("users/<int:user_id>/appoint/", views.user_appoint, name="user_appoint"),
    path("users/<int:user_id>/password/", views.user_password, name="user_password"),
    path("users/<int:user_id>/deactivate/", views.user_deactivate, name="user_deactivate"),
    path("users/<int:user_id>/phone/", views.user_reveal, name="user_reveal"),
    path("appointments/<int:appointment_id>/end/", views.appointment_end, name="appointment_end"),
    path("enrolments/<int:enrolment_id>/handover/", views.handover, name="handover"),
    path("enrolments/<int:enrolment_id>/phone/", views.enrolment_reveal, name="enrolment_reveal"),
]
