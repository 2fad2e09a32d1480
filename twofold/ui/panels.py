"""Parts of a page: panels with a heading, what they list, figures that lead somewhere.

A panel that is said in Python names its `template`; `{% draw_panel panel %}` draws whichever it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify


@dataclass(frozen=True)
class Row:
    """One thing in a list: its title and where it leads if it does, a line below, and a mark or number behind."""

    title: str
    url: str = ""
    note: str = ""
    mark: str = ""


@dataclass(frozen=True)
class RowPanel:
    """A panel that lists things, or says that there is `nothing`; beside its heading a note, a count, or the way to all.
    So many rows are `shown` at first, where not all of them are; a button shows the rest. A `folded` one shows its
    heading until it is opened.
    """

    template: ClassVar = "ui/parts/rows.html"
    title: str
    rows: Sequence[Row]
    nothing: str = ""
    note: str = ""
    url: str = ""
    link: str = "All"
    ident: str = ""
    look: str = ""
    count: int | None = None
    shown: int | None = None
    folded: bool = False

    @property
    def first(self) -> Sequence[Row]:
        """The rows that are shown at first."""
        return self.rows[: self.shown]

    @property
    def rest(self) -> Sequence[Row]:
        """Those that a button shows."""
        return self.rows[self.shown :] if self.shown is not None else ()


@dataclass(frozen=True)
class Notice:
    """What `{% notice %}` draws, in one of its tones: sentences, a heading and items of a list if wished, and the label and
    address of where one can go from here.
    """

    template: ClassVar = "ui/parts/notice.html"
    texts: Sequence[str] = ()
    title: str = ""
    items: Sequence[str] = ()
    link: tuple[str, str] | None = None
    tone: str = "info"


@dataclass(frozen=True)
class Card:
    """A panel about one thing, perhaps one of several to choose from: a text, lists, each with a heading if wished, a note,
    and an `action`, the label of a button and where it leads.
    """

    template: ClassVar = "ui/parts/card.html"
    title: str
    text: str = ""
    lists: Sequence[tuple[str, Sequence[str]]] = ()
    note: str = ""
    action: tuple[str, str] | None = None


@dataclass(frozen=True)
class Message:
    """What a person wrote: who, from which company on which side, beside it notes and marks, below it the text."""

    person: str
    company: str
    side: str
    body: str
    note: str = ""
    mark: str = ""


@dataclass(frozen=True)
class MessagePanel:
    """A panel with what people wrote, or a sentence that there is `nothing`."""

    template: ClassVar = "ui/parts/messages.html"
    title: str
    messages: Sequence[Message]
    nothing: str


@dataclass(frozen=True)
class Checklist:
    """What has to be true for something: checks are dicts of `label`, whether it is `met`, and what is `missing`, each a
    dict of `what` and its `link`. In a list of several it is folded under its title, with a mark and a note beside it, its
    `meaning` above the checks and `buttons` below.
    """

    template: ClassVar = "ui/parts/checklist.html"
    title: str
    checks: Sequence[Mapping[str, Any]]
    mark: str = ""
    note: str = ""
    meaning: str = ""
    buttons: str = ""
    ident: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class ChecklistPanel:
    """Several checklists, one behind the other, with the way to all. `action` is what can be done once enough is true: the
    label of a button and its address.
    """

    template: ClassVar = "ui/parts/checklists.html"
    title: str
    lists: Sequence[Checklist]
    url: str = ""
    action: tuple[str, str] | None = None


@dataclass(frozen=True)
class MatrixRow:
    """One row of a matrix: its title, for each column the things that stand there, and what can be done with it."""

    title: str
    cells: Sequence[Sequence[str]]
    ident: str = ""
    buttons: str = ""


@dataclass(frozen=True)
class Matrix:
    """A panel with rows against `columns`, and a sentence above that says how it is read; `heading` is the word for what
    its rows are about.
    """

    template: ClassVar = "ui/parts/matrix.html"
    title: str
    heading: str
    columns: Sequence[str]
    rows: Sequence[MatrixRow]
    lead_in: str = ""
    ident: str = ""

    @property
    def named_cells(self) -> list[tuple[MatrixRow, list[tuple[str, Sequence[str]]]]]:
        """The rows, and each of their cells with the column it stands in, which a phone shows beside it."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class HillPanel:
    """A panel with a hill chart and what its numbers mean: dots as `{% hill_chart %}` takes them, each with a `note` and
    `buttons` if wished.
    """

    template: ClassVar = "ui/parts/hill.html"
    title: str
    dots: Sequence[Mapping[str, Any]]
    ident: str = ""


def panel(
    content: str,
    title: str,
    ident: str = "",
    *,
    note: str = "",
    count: int | None = None,
    url: str = "",
    link: str = "All",
    look: str = "",
    buttons: str = "",
) -> SafeString:
    """`{% panel "People" note="3 more" url=all_url %}…{% endpanel %}`: a part of a page under a heading, with a note, a
    count, the way to all of it or buttons beside. `ident` is its anchor, `look` a further class of it.
    """
    key = ident or slugify(title)
    heading = format_html('<h2 id="{}-title">{}</h2>', key, title)
    beside = [('<span class="muted">{}</span>', [note])] if note else []
    beside += [('<span class="count">{}</span>', [count])] if count is not None else []
    beside += [('<a href="{}">{}</a>', [url, link])] if url else []
    beside += [("{}", [buttons])] if buttons else []
    if beside:
        told = format_html_join("", "{}", ((format_html(html, *given),) for html, given in beside))
        heading = format_html('<div class="panel-head">{}{}</div>', heading, told)
    return format_html(
        '<section class="panel{}"{} aria-labelledby="{}-title">{}{}</section>',
        f" {look}" if look else "",
        format_html(' id="{}"', ident) if ident else "",
        key,
        heading,
        content,
    )


def steps(states: Sequence[str], now: str) -> list[dict[str, str]]:
    """States in their order as `{% stepper %}` shows them, the present one marked."""
    at = states.index(now)
    return [
        {"label": state.capitalize(), "state": "done" if place < at else "now" if place == at else "later"}
        for place, state in enumerate(states)
    ]


def tallies(figures: Sequence[tuple[object, str, str]]) -> SafeString:
    """`{% tallies figures %}`: large numbers, each with its word and where it leads: (number, word, url)."""
    inner = format_html_join(
        "",
        '<a class="tally" href="{}"><b>{}</b><span>{}</span></a>',
        ((url, number, word) for number, word, url in figures),
    )
    return format_html('<div class="tallies">{}</div>', inner)
