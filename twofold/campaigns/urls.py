"""The start page and the pages of campaigns."""

from django.urls import path

from .views import campaigns, home, start

urlpatterns = [
    path("", home.home, name="home"),
    path("partners/<str:id>/campaigns/new", start.new_campaign, name="campaign-new"),
    path("partners/<str:id>/campaigns/track", start.track_campaign, name="campaign-track"),
    path("campaigns/<str:id>", campaigns.campaign, name="campaign"),
    path("campaigns/<str:id>/check-ins/<str:checkin>", campaigns.checkin, name="campaign-checkin"),
]
