"""Addresses of rotations, their order, duties, swaps and calendar feeds."""

from django.urls import path

from alliances.rotation.views import calendars, duties, feeds, orders, swaps

urlpatterns = [
    path("rotations/", calendars.rotations, name="rotations"),
    path("rotations/new/", orders.rotation_new, name="rotation_new"),
    path("rotations/feeds/", feeds.feeds, name="feeds"),
    path("rotations/feeds/<int:pk>/revoke/", feeds.feed_revoke, name="feed_revoke"),
    path("rotations/feed/<str:token>.ics", feeds.feed, name="feed"),
    path("rotations/<int:pk>/", calendars.rotation, name="rotation"),
    path("rotations/<int:pk>/edit/", orders.rotation_edit, name="rotation_edit"),
    path("rotations/<int:pk>/order/", orders.rotation_order, name="rotation_order"),
    path("rotations/<int:pk>/publish/", orders.rotation_publish, name="rotation_publish"),
    path("rotations/<int:pk>/end/", orders.rotation_end, name="rotation_end"),
    path("rotations/<int:pk>/seats/new/", orders.seat_new, name="seat_new"),
    path("seats/<int:pk>/leave/", orders.seat_leave, name="seat_leave"),
    path("seats/<int:pk>/exempt/", orders.seat_exempt, name="seat_exempt"),
    path("exemptions/<int:pk>/cancel/", orders.exemption_cancel, name="exemption_cancel"),
    path("duties/", duties.duties, name="duties"),
    path("duties/<int:pk>/", duties.duty, name="duty"),
    path("duties/<int:pk>/edit/", duties.duty_edit, name="duty_edit"),
    path("duties/<int:pk>/handover/", duties.duty_handover, name="duty_handover"),
    path("duties/<int:pk>/receive/", duties.duty_receive, name="duty_receive"),
    path("duties/<int:pk>/override/", duties.duty_override, name="duty_override"),
    path("duties/<int:pk>/swap/", swaps.duty_swap, name="duty_swap"),
    path("swaps/", swaps.swaps, name="swaps"),
    path("swaps/<int:pk>/", swaps.swap, name="swap"),
    path("swaps/<int:pk>/<slug:verb>/", swaps.swap_verb, name="swap_verb"),
]
