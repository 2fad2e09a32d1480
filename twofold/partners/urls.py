"""The pages of partner records."""

from django.urls import path

from twofold.web.urls import urls_of

from . import views
from .pages import PARTNER_PAGES

urlpatterns = [
    *urls_of(PARTNER_PAGES),
    path("partners/<str:id>/score", views.score_partner, name="partner-score"),
    path("partners/<str:id>/invite", views.invite_partner, name="partner-invite"),
]
