from django.urls import path

from portal.inbox import views

urlpatterns = [
    path("todos/count/", views.todo_count, name="todo_count"),
    path("done/", views.done, name="done"),
    path("started/", views.started, name="started"),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all_notices, name="read_all_notices"),
    path("notices/<int:notice_id>/read/", views.open_notice, name="open_notice"),
]
