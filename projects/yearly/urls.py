"""Addresses of 年度沿用."""

from django.urls import path

from projects.yearly import views

urlpatterns = [
    path("year/", views.year, name="year"),
    path("year/carry-over/", views.carry, name="year_carry"),
    path("year/carry-overs/<int:pk>/", views.carrying, name="year_carrying"),
    path("year/take-back/", views.take_back, name="year_take_back"),
    path("year/ask/", views.ask, name="year_ask"),
    path("year/renewals/", views.renewals, name="year_renewals"),
    path("year/remind/", views.remind, name="year_remind"),
]
