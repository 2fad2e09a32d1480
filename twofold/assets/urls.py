"""The pages of assets."""

from twofold.web.urls import list_urls_of, urls_of

from .pages import ALL_ASSETS, ASSET_PAGES

urlpatterns = [*list_urls_of(ALL_ASSETS), *urls_of(ASSET_PAGES)]
