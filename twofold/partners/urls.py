"""The pages of partner records."""

from django.urls import path

from . import views

urlpatterns = [
    path("partners/<str:id>/score", views.score_partner, name="partner-score"),
    path("partners/<str:id>/invite", views.invite_partner, name="partner-invite"),
]
