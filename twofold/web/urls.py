"""The addresses of an entity's pages, gathered from the parts of the kit."""

from collections.abc import Callable, Sequence

from django.urls import URLPattern

from . import agenda as _agenda  # noqa: F401 - a layout of the list
from . import board as _board  # noqa: F401 - another one
from .declaration import Pages
from .export import export_urls
from .form_pages import edit_urls, new_urls
from .import_page import import_urls
from .lists import list_urls
from .many import many_urls
from .move import move_urls
from .record import record_urls
from .undo import undo_urls
from .verbs import verb_urls
from .view_actions import view_urls

_LIST = (list_urls, many_urls, export_urls, import_urls, view_urls, new_urls)
_ITEM = (edit_urls, record_urls, move_urls, undo_urls, verb_urls)


def urls_of(pages: Pages) -> list[URLPattern]:
    """All addresses of these pages, for the app's own `urls.py`; those with fixed words come first: `partners/new` before
    `partners/<id>`.
    """
    return _without_own(pages, (*_LIST, *_ITEM))


def list_urls_of(pages: Pages) -> list[URLPattern]:
    """The addresses of a further list of an entity that has its pages elsewhere: all tasks, beside those of a campaign.
    They come before those of the items.
    """
    return _without_own(pages, _LIST)


def _without_own(pages: Pages, parts: Sequence[Callable[[Pages], list[URLPattern]]]) -> list[URLPattern]:
    return [url for part in parts for url in part(pages) if url.name not in pages.own]
