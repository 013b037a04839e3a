"""Addresses of meetings and of what they decide."""

from django.urls import path

from alliances.meetings.views import agenda, arriving, meetings, minutes, receipts, resolutions, working

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/arrive/<str:token>/", arriving.arrive_here, name="meeting_arrive"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.meeting_edit, name="meeting_edit"),
    path("meetings/<int:pk>/units/", receipts.units, name="meeting_units"),
    path("meetings/<int:pk>/do/<slug:verb>/", meetings.move_meeting, name="meeting_verb"),
    path("meetings/<int:pk>/undo/", meetings.undo, name="meeting_undo"),
    path("meetings/<int:pk>/receipt/<int:unit_id>/", receipts.receipt, name="meeting_receipt"),
    path("meetings/<int:pk>/receipts/", receipts.receipts, name="meeting_receipts"),
    path("meetings/<int:pk>/arrivals/", arriving.arrived, name="meeting_arrivals"),
    path("meetings/<int:pk>/code/", arriving.code, name="meeting_code"),
    path("meetings/<int:pk>/sheet/", arriving.sheet, name="meeting_sheet"),
    path("meetings/<int:pk>/text/", meetings.chat_text, name="meeting_text"),
    path("meetings/<int:pk>/agenda/new/", agenda.item_new, name="agenda_new"),
    path("meetings/<int:pk>/minutes/", minutes.edit, name="minutes_edit"),
    path("meetings/<int:pk>/minutes/<int:number>/", minutes.version, name="minutes"),
    path("meetings/<int:pk>/minutes/word/", minutes.word, name="minutes_word"),
    path("meetings/<int:pk>/record/", working.of_meeting, name="meeting_record"),
    path("meetings/<int:pk>/resolutions/new/", resolutions.resolution_new, name="resolution_new"),
    path("agenda/<int:pk>/", agenda.item, name="agenda_item"),
    path("agenda/<int:pk>/do/<slug:verb>/", agenda.move_item, name="agenda_verb"),
    path("agenda/<int:pk>/undo/", agenda.undo, name="agenda_undo"),
    path("resolutions/", resolutions.resolutions, name="resolutions"),
    path("resolutions/<int:pk>/", resolutions.resolution, name="resolution"),
    path("resolutions/<int:pk>/edit/", resolutions.resolution_edit, name="resolution_edit"),
    path("resolutions/<int:pk>/do/<slug:verb>/", resolutions.move_resolution, name="resolution_verb"),
    path("resolutions/<int:pk>/undo/", resolutions.undo, name="resolution_undo"),
    path("resolutions/<int:pk>/record/", working.of_resolution, name="resolution_record"),
]
