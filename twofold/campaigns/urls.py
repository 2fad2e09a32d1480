"""The start page and the pages of campaigns."""

from django.urls import path

from twofold.web.urls import list_urls_of, urls_of

from .pages import ALL_TASKS, CAMPAIGN_PAGES, TASK_PAGES
from .views import campaigns, checkins, home, roles, start

urlpatterns = [
    path("", home.home, name="home"),
    *urls_of(CAMPAIGN_PAGES),
    path("partners/<str:id>/campaigns/new", start.new_campaign, name="campaign-new"),
    path("partners/<str:id>/campaigns/track", start.track_campaign, name="campaign-track"),
    path("campaigns/<str:id>", campaigns.campaign, name="campaign"),
    path("campaigns/<str:id>/edit", campaigns.edit_campaign, name="campaign-edit"),
    *list_urls_of(ALL_TASKS),
    *urls_of(TASK_PAGES),
    path("campaigns/<str:id>/check-ins", checkins.checkins, name="campaign-checkins"),
    path("campaigns/<str:id>/check-ins/<str:checkin>", checkins.answer, name="campaign-checkin"),
    path("campaigns/<str:id>/roles", roles.roles, name="campaign-roles"),
    path("campaigns/<str:id>/brief", roles.brief, name="campaign-brief"),
    path("campaigns/<str:id>/do/<str:verb>/<str:target>", campaigns.act, name="campaign-act"),
]
