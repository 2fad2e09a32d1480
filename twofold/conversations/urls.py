"""The pages of conversations."""

from django.urls import path

from twofold.web.urls import urls_of
from twofold.web.verbs import verb_urls

from . import views
from .pages import DECISION_PAGES, MESSAGE_PAGES

urlpatterns = [
    path("campaigns/<str:id>/channels", views.channels, name="campaign-channels"),
    path("campaigns/<str:id>/channels/<str:channel>", views.channel, name="campaign-channel"),
    path("campaigns/<str:id>/decisions/new", views.record_decision, name="campaign-decisions-new"),
    *urls_of(DECISION_PAGES),
    *verb_urls(MESSAGE_PAGES),
]
