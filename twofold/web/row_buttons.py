"""The buttons at the end of the rows of a list: what the app's own verbs offer on each item."""

from __future__ import annotations

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

    A verb that asks for something is a link to its question. Any other sends the one form of the list, `row-verbs`, to
    its own address.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str, str]] = {}

    def __call__(self, row: Row) -> SafeString:
        """Those of one row."""
        title = escape(row.title)
        return SafeString("".join([self._button(offer, title) for offer in row.offers]))

    def _button(self, offer: Offer, title: str) -> str:
        name = offer.verb.name
        if name not in self._known:
            self._known[name] = _parts(offer.verb)
        before, words, after = self._known[name]
        asks = f' data-confirm="{escape(offer.question)}" data-confirm-verb="{escape(offer.verb.act)}"'
        return f'{before}{escape(offer.url)}"{asks if offer.question else ""}{words} {title}{after}'


def _parts(verb: Verb) -> tuple[str, str, str]:
    """What stands before the address of the item, between that and its title, and behind it."""
    label, hidden = escape(verb.label), '<span class="visually-hidden">'
    words = f">{icon(verb.icon)}{label}{hidden}" if verb.primary else f">{icon(verb.icon)}{hidden}{label}"
    about = f'class="btn btn-sm" title="{label}"'
    if verb.is_asked:
        return f'<a {about} data-verb href="', words, "</span></a>"
    return f'<button {about} form="row-verbs" formaction="', words, "</span></button>"
