"""A form that was refused, on the page it was sent from: everything typed is in it, each error beside its field.

It holds for every form of every page that an operation refuses, with script and without; a view does nothing for it. The
page is drawn as it is now, the form is found in it by where it is sent to, and filled in as it was sent. What is wrong
with no field of it stands above the form. A form with nothing to fill in, a button, is none of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.utils.html import escape, format_html
from pydantic.alias_generators import to_camel, to_snake

from twofold.core.errors import Invalid, Problem
from twofold.ui.badges import icon
from twofold.ui.request import Request

from .html_forms import Control, HtmlForm, Tag, forms_of
from .page_again import page_again

_OURS = frozenset({"csrfmiddlewaretoken", "back"})
_UNFILLED = frozenset({"password", "file"})
_TICKED = frozenset({"checkbox", "radio"})


def refused_form(request: Request, problem: Problem, address: str) -> HttpResponse | None:
    """The page at the address with the form and what is wrong in it; None where either is not to be found."""
    html = page_again(request, address)
    form = _form_sent(request, address, forms_of(html)) if html else None
    if html is None or form is None:
        return None
    redrawn = _Redrawn(form)
    redrawn.fill(request)
    redrawn.say(problem)
    redrawn.open(address)
    return HttpResponse(redrawn.put_into(html), status=problem.status)


def _form_sent(request: Request, address: str, forms: Iterable[HtmlForm]) -> HtmlForm | None:
    """The form that was sent: of those that go to this address, the one that holds most of what was sent."""
    found: list[tuple[int, HtmlForm]] = []
    for form in forms:
        target = urlsplit(urljoin(address, form.tag.attrs.get("action", ""))).path
        typed = {each.name for each in form.typed()}
        if target != request.path or form.tag.attrs.get("method", "").lower() != "post" or not typed:
            continue
        hidden = [each for each in form.controls if each.type == "hidden" and each.name not in _OURS]
        same = sum(1 if request.POST.get(each.name) == each.tag.attrs.get("value", "") else -1 for each in hidden)
        found.append((same + len(typed & set(request.POST)), form))
    return max(found, key=lambda each: each[0])[1] if found else None


class _Redrawn:
    """A form with other attributes, and with texts put in between."""

    def __init__(self, form: HtmlForm) -> None:
        self.form = form
        self.tags: dict[int, Tag] = {}
        self.texts: list[tuple[int, int, str]] = []
        """From where to where in the page, and what stands there instead."""

    def put_into(self, html: str) -> str:
        """The page with all of it."""
        edits = [*self.texts, *((tag.start, tag.end, tag.text()) for tag in self.tags.values())]
        for start, end, text in sorted(edits, key=lambda each: each[:2], reverse=True):
            html = html[:start] + text + html[end:]
        return html

    def fill(self, request: Request) -> None:
        """Everything that was sent stands in it; secrets and files are never sent back."""
        for control in self.form.controls:
            name, values = control.name, request.POST.getlist(control.name)
            if name in _OURS or control.type in _UNFILLED or not (control.is_typed or control.type == "hidden"):
                continue
            if control.type in _TICKED:
                self._set(control.tag, checked="" if control.tag.attrs.get("value", "on") in values else None)
            elif not values:
                continue
            elif control.type == "textarea":
                self.texts.append((control.tag.end, control.close, "\n" + escape(values[-1])))
            elif control.type == "select":
                for option, value in control.options:
                    self._set(option, selected="" if value in values else None)
            else:
                self._set(control.tag, value=values[-1])

    def say(self, problem: Problem) -> None:
        """Each error behind its control, which is tied to it; the others above the form."""
        beside: dict[str, list[str]] = {}
        above: list[str] = []
        said = _said(problem)
        for name, message in said:
            control = self._control_of(name)
            if control is None:
                above.append(message)
            else:
                beside.setdefault(control.name, []).append(message)
        for at, (name, messages) in enumerate(beside.items()):
            self._mark([each for each in self.form.typed() if each.name == name], f"refused-{at}", " ".join(messages))
        if above:
            heading = "<h2>{}</h2>" if len(above) == 1 else "<h2>Please fix the following</h2><p>{}</p>"
            top = f'<div class="error-summary" role="alert" tabindex="-1" data-error-summary>{heading}</div>'
            self.texts.append((self.form.tag.end, self.form.tag.end, format_html(top, " ".join(above))))

    def open(self, address: str) -> None:
        """What it stands in is open; no live change draws it anew, and the browser is told which page this is."""
        for tag in self.form.around:
            if tag.name == "details":
                self._set(tag, open="")
        self._set(self.form.tag, **{"data-busy": "", "data-refused": address})

    def _mark(self, controls: list[Control], id: str, message: str) -> None:
        tied = " ".join(filter(None, [controls[0].tag.attrs.get("aria-describedby"), id]))
        for each in controls:
            self._set(each.tag, **{"aria-invalid": "true", "aria-describedby": tied})
        note = format_html(
            '<p class="field-error" id="{}" role="alert">{}<span>{}</span></p>', id, icon("alert-circle"), message
        )
        self.texts.append((controls[-1].end, controls[-1].end, note))

    def _control_of(self, name: str) -> Control | None:
        """The control that a refusal means: `ownerUserId` may be sent as `owner_user_id`; `items.0` is of the items."""
        first = name.partition(".")[0]
        typed = self.form.typed()
        for spelled in (name, first, to_snake(first), to_camel(first)):
            found = next((each for each in typed if each.name == spelled), None)
            if found is not None:
                return found
        return typed[0] if first and len({each.name for each in typed}) == 1 else None

    def _set(self, tag: Tag, **changes: str | None) -> None:
        """Give a start tag other attributes; None takes one away."""
        tag.attrs = {name: value for name, value in {**tag.attrs, **changes}.items() if value is not None}
        self.tags[tag.start] = tag


def _said(problem: Problem) -> list[tuple[str, str]]:
    """What is wrong, each with the field it is about; the whole sentence where no field is named."""
    errors = problem.errors if isinstance(problem, Invalid) else []
    missing: Mapping[str, str] = problem.extra.get("missing") or {}
    return [*((each["field"], each["message"]) for each in errors), *missing.items()] or [("", problem.detail)]
