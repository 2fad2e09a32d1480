"""The pages of partner records."""

from django.urls import path

from twofold.web.urls import urls_of

from . import views
from .pages import PARTNER_PAGES

urlpatterns = [
    *urls_of(PARTNER_PAGES),
    path("partners", views.partners, name="partners"),
    path("partners/new", views.new_partner, name="partner-new"),
    path("partners/<str:id>", views.partner, name="partner"),
    path("partners/<str:id>/edit", views.edit_partner, name="partner-edit"),
    path("partners/<str:id>/move", views.move_partner, name="partner-move"),
    path("partners/<str:id>/score", views.score_partner, name="partner-score"),
    path("partners/<str:id>/invite", views.invite_partner, name="partner-invite"),
    path("partners/<str:id>/delete", views.delete_partner, name="partner-delete"),
    path("partners/<str:id>/restore", views.restore_partner, name="partner-restore"),
]
