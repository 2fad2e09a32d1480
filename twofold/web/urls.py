"""The addresses of an entity's pages, gathered from the parts of the kit."""

from django.urls import URLPattern

from .declaration import Pages
from .lists import list_urls


def urls_of(pages: Pages) -> list[URLPattern]:
    """All addresses of these pages, for the app's own `urls.py`; those with fixed words come first."""
    return [*list_urls(pages)]
