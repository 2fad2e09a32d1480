"""The pages of assets."""

from django.urls import path

from . import views

urlpatterns = [path("campaigns/<str:id>/assets", views.assets, name="campaign-assets")]
