"""The addresses of an entity's pages, gathered from the parts of the kit."""

from django.urls import URLPattern

from . import agenda as _agenda  # noqa: F401 - a layout of the list
from . import board as _board  # noqa: F401 - another one
from .declaration import WITH_ADDRESSES
from .export import export_urls
from .form_pages import edit_urls, new_urls
from .import_page import import_urls
from .lists import list_urls
from .many import many_urls
from .move import move_urls
from .record import record_urls
from .texts import text_urls
from .undo import undo_urls
from .verbs import verb_urls
from .view_actions import view_urls

_LIST = (list_urls, many_urls, export_urls, import_urls, view_urls, new_urls)
_PARTS = {
    "": (*_LIST, edit_urls, record_urls, move_urls, undo_urls, verb_urls),
    "list": _LIST,
    "verbs": (verb_urls, undo_urls),
}


def declared_urls(app: str) -> list[URLPattern]:
    """The addresses of all pages that an app declares, but for those that it draws itself."""
    mine = [pages for pages in WITH_ADDRESSES if pages.entity.model.__module__.startswith(f"{app}.")]
    found = [(pages, url) for pages in mine for part in _PARTS[pages.only] for url in part(pages)]
    read = [url for pages in mine for url in text_urls(pages)]
    return [*read, *(url for pages, url in found if url.name not in pages.own)]
