"""Templates that are compiled to Python: the frame of all pages, and lists, which have many rows and menus; the rest
are Django's.

They stand in an app's folder `jinja2/`, look like Django's, escape everything like Django's, and know the same marks.
`{% compiled "web/rows.html" %}` puts one into a page.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.template import engines
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, StrictUndefined

from . import badges, times
from .loading import unindented


class _Environment(Environment):
    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """The text of a template, without what indents its lines."""
        return super().preprocess(unindented(source), name, filename)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`lead.items` is the field of a mapping, as in Django's templates, and found at once."""
        if type(obj) is dict:
            return self.getitem(obj, attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


def environment(**options: Any) -> Environment:
    """What these templates know (for `TEMPLATES`). A name that nobody has given is an error."""
    made = _Environment(**{**options, "undefined": StrictUndefined})
    from .templatetags import ui

    made.globals |= {
        "icon": badges.icon,
        "state_badge": badges.state_badge,
        "side_badge": badges.side_badge,
        "person_chip": badges.person_chip,
        "initials": badges.initials,
        "announced": _announced,
        "moment": times.moment,
        "due": times.due,
        "url": _url,
        "json_script": json_script,
        "dialog": _around(ui.dialog),
        "menu": _around(ui.menu),
    }
    return made


def _around(block: Callable[..., SafeString]) -> Callable[..., SafeString]:
    """A block of our pages: `{% call dialog("view-save-as", "Save as a view") %}…{% endcall %}`."""

    def drawn(*given: Any, caller: Callable[[], str], **named: Any) -> SafeString:
        return block(caller(), *given, **named)

    return drawn


def _announced(level: str) -> str:
    """The tone in which a message of this level is announced."""
    return {"error": "bad", "warning": "warn"}.get(level, "good")


def _url(name: str, *places: str) -> str:
    """`url("company-token-revoke", item.id)`: the address of a page."""
    return reverse(name, args=places)


def render_jinja(name: str, given: Mapping[str, Any]) -> SafeString:
    """The template's text, in which everything was escaped that did not come from our own marks."""
    return mark_safe(engines["jinja2"].get_template(name).render(given))
