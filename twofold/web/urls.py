"""The addresses of an entity's pages, gathered from the parts of the kit."""

from django.urls import URLPattern

from . import board as _board  # noqa: F401 - a layout of the list
from .declaration import Pages
from .export import export_urls
from .form_pages import form_urls
from .import_page import import_urls
from .lists import list_urls
from .move import move_urls
from .record import record_urls
from .undo import undo_urls
from .view_actions import view_urls

_PARTS = (list_urls, export_urls, import_urls, view_urls, form_urls, record_urls, move_urls, undo_urls)
"""In the order of asking: `partners/new` before `partners/<id>`."""


def urls_of(pages: Pages) -> list[URLPattern]:
    """All addresses of these pages, for the app's own `urls.py`; those with fixed words come first."""
    return [url for part in _PARTS for url in part(pages) if url.name not in pages.own]
