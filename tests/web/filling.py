"""Filling in a form as a browser does: everything on it is sent, the hidden parts too."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Fields(HTMLParser):
    """The names and values of the largest form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.select = self.area = ""

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attrs = dict(pairs)
        name = attrs.get("name") or ""
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "input" and name and (attrs.get("type") != "checkbox" or "checked" in attrs):
            self.forms[-1][name] = attrs.get("value") or ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and (name := self.select):
            if "selected" in attrs or name not in self.forms[-1]:
                self.forms[-1][name] = attrs.get("value") or ""
        elif tag == "textarea":
            self.area = name
            self.forms[-1][name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.forms[-1][self.area] = (
                self.forms[-1][self.area].replace("\r\n", "\n").removeprefix("\n").replace("\n", "\r\n")
            )
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1][self.area] += data


def as_opened(client: Client, address: str, page: Any = None) -> dict[str, str]:
    """What a browser would send if the form at an address (or on a page it was given) were saved as it stands."""
    read = _Fields()
    read.feed((page or client.get(address)).content.decode())
    return max(read.forms, key=len)
