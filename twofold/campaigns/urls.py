"""The start page and the pages of campaigns."""

from django.urls import path

from twofold.web.urls import list_urls_of, urls_of
from twofold.web.verbs import verb_urls

from .pages import (
    ALL_TASKS,
    BRIEF_PAGES,
    CAMPAIGN_PAGES,
    CHECKIN_PAGES,
    DOT_PAGES,
    MILESTONE_PAGES,
    ROLE_PAGES,
    TASK_PAGES,
)
from .views import brief, campaigns, home, start

urlpatterns = [
    path("", home.home, name="home"),
    *urls_of(CAMPAIGN_PAGES),
    path("partners/<str:id>/campaigns/new", start.new_campaign, name="campaign-new"),
    path("partners/<str:id>/campaigns/track", start.track_campaign, name="campaign-track"),
    path("campaigns/<str:id>", campaigns.campaign, name="campaign"),
    path("campaigns/<str:id>/edit", campaigns.edit_campaign, name="campaign-edit"),
    *list_urls_of(ALL_TASKS),
    *urls_of(TASK_PAGES),
    *urls_of(CHECKIN_PAGES),
    path("campaigns/<str:id>/check-ins/<str:checkin>", campaigns.checkin, name="campaign-checkin"),
    *urls_of(ROLE_PAGES),
    path("raci-rows/<str:id>/change", brief.change_raci, name="raci-row-change"),
    path("campaigns/<str:id>/brief", brief.brief, name="campaign-brief"),
    *verb_urls(BRIEF_PAGES),
    *verb_urls(DOT_PAGES),
    *urls_of(MILESTONE_PAGES),
]
