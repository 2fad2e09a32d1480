"""The pages of the launch."""

from twofold.web.urls import list_urls_of, urls_of

from .pages import ALL_ITEMS, BLOCKER_PAGES, GO_PAGES, ITEM_PAGES

urlpatterns = [
    *list_urls_of(ALL_ITEMS),
    *urls_of(ITEM_PAGES),
    *urls_of(BLOCKER_PAGES),
    *urls_of(GO_PAGES),
]
