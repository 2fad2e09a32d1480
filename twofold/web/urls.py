"""The addresses of an entity's pages, gathered from the parts of the kit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.urls import URLPattern

from .declaration import Pages
from .export import export_urls
from .import_page import import_urls
from .view_actions import view_urls

_PARTS: Final[tuple[Callable[[Pages], list[URLPattern]], ...]] = (
    export_urls,
    import_urls,
    view_urls,
)
"""In the order of asking: `partners/export` before `partners/<id>`."""


def urls_of(pages: Pages) -> list[URLPattern]:
    """All addresses of the pages of an entity, for the app's own `urls.py`."""
    return [url for part in _PARTS for url in part(pages)]
