"""The pages of conversations."""

from django.urls import path

from . import views

urlpatterns = [
    path("campaigns/<str:id>/channels", views.channels, name="campaign-channels"),
    path("campaigns/<str:id>/channels/<str:channel>", views.channel, name="campaign-channel"),
    path("campaigns/<str:id>/decisions/new", views.record_decision, name="campaign-decisions-new"),
]
