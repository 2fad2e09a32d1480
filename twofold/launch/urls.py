"""The pages of the launch."""

from django.urls import path

from . import views

urlpatterns = [
    path("campaigns/<str:id>/calendar", views.calendar, name="campaign-calendar"),
    path("campaigns/<str:id>/blockers", views.raise_blocker, name="campaign-blockers"),
]
