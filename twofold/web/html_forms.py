"""The forms of a page as it was drawn: where each stands in the text, its controls, and what it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_CONTROLS = frozenset({"input", "textarea", "select"})
_NOT_TYPED = frozenset({"hidden", "submit", "button", "image", "reset"})
_AROUND = frozenset({"details", "dialog"})


@dataclass
class Tag:
    """A start tag: its name and attributes, and where in the page it begins and ends."""

    name: str
    attrs: dict[str, str]
    start: int
    end: int

    def text(self) -> str:
        """The tag as HTML, with the attributes it has now."""
        attrs = (f' {name}="{escape(value)}"' for name, value in self.attrs.items())
        return f"<{self.name}{''.join(attrs)}>"


@dataclass
class Control:
    """An input, select or textarea. `end` is where what belongs to it ends: behind its end tag, or its label's."""

    tag: Tag
    end: int
    close: int
    options: list[tuple[Tag, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is sent as."""
        return self.tag.attrs.get("name", "")

    @property
    def type(self) -> str:
        """The type of an input; `select` and `textarea` for those."""
        return self.tag.attrs.get("type", "text") if self.tag.name == "input" else self.tag.name

    @property
    def is_typed(self) -> bool:
        """Whether a person fills it in."""
        return bool(self.name) and self.type not in _NOT_TYPED


@dataclass
class HtmlForm:
    """A form of a page, and the details it stands in."""

    tag: Tag
    around: list[Tag]
    controls: list[Control] = field(default_factory=list)

    def typed(self) -> list[Control]:
        """What people fill in."""
        return [each for each in self.controls if each.is_typed]


class _Forms(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[HtmlForm] = []
        self._form: HtmlForm | None = None
        self._around: list[Tag] = []
        self._open: Control | None = None
        self._labelled: list[Control] | None = None
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self.feed(html)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        start = self._here()
        seen = Tag(
            tag, {name: value or "" for name, value in pairs}, start, start + len(self.get_starttag_text() or "")
        )
        if tag in _AROUND:
            self._around.append(seen)
        elif tag == "form":
            self._form = HtmlForm(seen, [*self._around])
            self.forms.append(self._form)
        elif tag == "label":
            self._labelled = []
        elif tag == "option" and self._open is not None:
            self._open.options.append((seen, seen.attrs.get("value", "")))
        elif tag in _CONTROLS and self._form is not None:
            control = Control(seen, seen.end, seen.end)
            self._form.controls.append(control)
            self._open = control if tag != "input" else None
            if self._labelled is not None:
                self._labelled.append(control)

    def handle_endtag(self, tag: str) -> None:
        start = self._here()
        end = start + len(tag) + 3
        if tag in _AROUND and self._around:
            self._around.pop()
        elif tag == "form":
            self._form = None
        elif tag in _CONTROLS and self._open is not None:
            self._open.close, self._open.end = start, end
            self._open = None
        elif tag == "label":
            for control in self._labelled or ():
                control.end = end
            self._labelled = None


def forms_of(html: str) -> list[HtmlForm]:
    """The forms of a page, in order."""
    return _Forms(html).forms
