"""The start page and the pages of campaigns."""

from django.urls import path

from . import views, views_desk, views_home, views_start, views_work

urlpatterns = [
    path("", views_home.home, name="home"),
    path("campaigns", views.campaigns, name="campaigns"),
    path("partners/<str:id>/campaigns/new", views_start.new_campaign, name="campaign-new"),
    path("partners/<str:id>/campaigns/track", views_start.track_campaign, name="campaign-track"),
    path("campaigns/<str:id>", views.campaign, name="campaign"),
    path("campaigns/<str:id>/edit", views.edit_campaign, name="campaign-edit"),
    path("campaigns/<str:id>/tasks", views_work.tasks, name="campaign-tasks"),
    path("campaigns/<str:id>/check-ins", views_work.checkins, name="campaign-checkins"),
    path("campaigns/<str:id>/check-ins/<str:checkin>", views_work.answer, name="campaign-checkin"),
    path("campaigns/<str:id>/roles", views_desk.roles, name="campaign-roles"),
    path("campaigns/<str:id>/brief", views_desk.brief, name="campaign-brief"),
    path("campaigns/<str:id>/do/<str:verb>/<str:target>", views.act, name="campaign-act"),
]
