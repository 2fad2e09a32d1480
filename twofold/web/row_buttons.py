"""The buttons at the end of the rows of a list: what the app's own verbs offer on each item."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from twofold.ui.badges import icon

if TYPE_CHECKING:
    from .declaration import Verb
    from .table import Row
    from .verbs import Offer


class RowButtons:
    """Draws them. Of a hundred buttons in a list few differ in more than their item: what is alike is put together once.

    A verb that asks for something is a link to its question, any other a form that does it and comes `back`.
    """

    def __init__(self, csrf_token: str, back: str) -> None:
        self._csrf_token, self._back = csrf_token, back
        self._known: dict[str, tuple[str, str, str, str]] = {}

    def __call__(self, row: Row) -> SafeString:
        """Those of one row."""
        title = escape(row.title)
        return SafeString("".join([self._button(offer, title) for offer in row.offers]))

    def _button(self, offer: Offer, title: str) -> str:
        name = offer.verb.name
        if name not in self._known:
            self._known[name] = self._parts(offer.verb)
        before, tag, words, after = self._known[name]
        asks = f' data-confirm="{escape(offer.question)}" data-confirm-verb="{escape(offer.verb.act)}"'
        return f"{before}{escape(offer.url)}{tag}{asks if offer.question else ''}{words} {title}{after}"

    def _parts(self, verb: Verb) -> tuple[str, str, str, str]:
        """What stands before the address of the item, up to the end of the button's tag, from there to its title, and behind it."""
        label, hidden = escape(verb.label), '<span class="visually-hidden">'
        words = f">{icon(verb.icon)}{label}{hidden}" if verb.primary else f">{icon(verb.icon)}{hidden}{label}"
        if verb.is_asked:
            return '<a class="btn btn-sm" href="', f'" data-verb title="{label}"', words, "</span></a>"
        tag = f'" data-verb>{self._inputs}<button class="btn btn-sm" title="{label}"'
        return '<form method="post" action="', tag, words, "</span></button></form>"

    @cached_property
    def _inputs(self) -> str:
        return "".join(
            f'<input type="hidden" name="{name}" value="{escape(value)}">'
            for name, value in (("csrfmiddlewaretoken", self._csrf_token), ("back", self._back))
        )
