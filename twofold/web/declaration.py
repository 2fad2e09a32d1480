"""What an app says of the pages of its entity; everything else follows from the entity itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.utils.safestring import SafeString

from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES, Entity, Field
from twofold.ui.links import PLACES, shown_at
from twofold.ui.request import Request


@dataclass(frozen=True)
class Section:
    """Some fields under a heading on an item's page and in its form. What only one's own company sees is `private`; what
    stands beside the rest of an item's page has its `place` aside.
    """

    title: str
    fields: tuple[str, ...]
    private: bool = False
    place: Literal["main", "aside"] = "main"


@dataclass(frozen=True)
class Panel:
    """A part of an item's page that an app draws itself: a template, and what it needs beside `item` and `request`; or what
    `draw` gives, a panel that is said in Python (`ui/panels.py`).
    """

    template: str = ""
    context: Callable[[Request, dict[str, Any]], dict[str, Any]] = lambda request, item: {}  # noqa: ARG005
    place: Literal["main", "aside"] = "aside"
    draw: Callable[[Request, dict[str, Any]], Any] | None = None


@dataclass(frozen=True)
class Frame:
    """A larger page that a list, its items and its form stand in, such as that of a campaign.

    `template` is drawn around them, with its heading above theirs; `context` gives what it needs, from the id of what
    the items belong to and the URL name of their list, in `way` the addresses that lead there, and in `zone` the time
    zone of times shown and typed there, where it is not the reader's. Of an item, `of` is the field that holds that id;
    without it the page is not about one thing of several, such as that of one's own company, and the id is empty.
    Lists in it stand below the address `at`, and their URL names begin with `name`, where they say nothing else.
    Errors: NotFound, where whoever looks doesn't see it.
    """

    template: str
    context: Callable[[Request, str, str], dict[str, Any]]
    of: str = ""
    at: str = ""
    name: str = ""


@dataclass(frozen=True)
class RowActions:
    """Buttons at the end of every row and card: a template, drawn with `item`, that reads these fields of it."""

    template: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """How an app draws a field whose value alone does not say enough: from the fields of the item that this reads, and
    the value as it would be shown.
    """

    draw: Callable[[Mapping[str, Any], SafeString], SafeString]
    reads: tuple[str, ...]


@dataclass(frozen=True)
class Verb:
    """A verb of the app's own that pages offer on an item: a button that does it, or a dialog for what it `asks`.

    `name` is that of the operation behind the noun; another noun's stands whole in `operation`. `label` is on the
    button, `says` is the sentence afterwards, with the item's `{title}`. What it asks begins with what the item holds, or
    with what `start` gives; `skips` names what an item is not asked, `asks_of` gives what each item is asked of its own,
    and `sends` makes what the operation takes of the answers. It is offered on the items whose
    fields have one of the values that `when` says, `{"state": {"open"}}`, and for which `offered` says so from the fields
    that it `reads`; `in_row` also at the end of rows and on cards. What it does for good it `warns` of: the sentence
    is read before one says yes. Where it works on many (`also_many`), it is offered for all that are
    selected as well; `past` is the word for that, where the operation's own does not fit.
    """

    name: str
    label: str
    says: str
    icon: str = "arrow-right"
    asks: tuple[Field, ...] = ()
    skips: Callable[[Mapping[str, Any]], tuple[str, ...]] = lambda item: ()  # noqa: ARG005
    asks_of: Callable[[Actor, Mapping[str, Any]], tuple[Field, ...]] | None = None
    sends: Callable[[dict[str, Any]], dict[str, Any]] = lambda answers: answers
    start: Callable[[Actor, Mapping[str, Any]], dict[str, Any]] = lambda actor, item: {}  # noqa: ARG005
    reads: tuple[str, ...] = ()
    when: Mapping[str, Collection[Any]] = field(default_factory=dict)
    offered: Callable[[Mapping[str, Any], Actor], bool] = lambda item, actor: True  # noqa: ARG005
    operation: str = ""
    in_row: bool = False
    primary: bool = False
    warns: str = ""
    past: str = ""

    @property
    def act(self) -> str:
        """What the verb is called without what it asks."""
        return self.label.rstrip("…")

    def question(self, title: str) -> str:
        """What is asked before it is done, where it warns: `Revoke “CRM”? Programs that use it stop at once.`"""
        return f"{self.act} “{title}”? {self.warns}" if self.warns else ""

    def __post_init__(self) -> None:
        """What it depends on is read."""
        object.__setattr__(self, "reads", (*self.reads, *self.when))

    def fits(self, item: Mapping[str, Any], actor: Actor) -> bool:
        """Whether it is offered on an item as it stands."""
        for name, values in self.when.items():
            if item[name] not in values:
                return False
        return self.offered(item, actor)

    @property
    def is_asked(self) -> bool:
        """Whether it asks for something before it is done."""
        return bool(self.asks or self.asks_of)


@dataclass(frozen=True)
class Texts:
    """Items that are read as one text, section by section, in place of a list: the field `text` of each in Markdown, with who
    wrote it (`by`) and when (`at`); where there is none, what its field `prompt` asks for. What need not be written says its
    field `required`. `counted` is the word for how many are written.
    """

    counted: str
    text: str = "text"
    prompt: str = "prompt"
    required: str = "required"
    by: str = "writtenBy"
    at: str = "writtenAt"


@dataclass(frozen=True)
class Pages:
    """The pages of an entity: a list as table and board, one page an item, a form to add one.

    `title`, the word for several of them unless told otherwise, and `lead_in` head the list, `empty` is the sentence where
    there is nothing yet. `columns` are those shown first (else all whose declaration says so), `card` what stands on the card of a board and of a phone beside the
    title, and `row_actions` at the end of each row; `sort` is the order of a list that begins with no view, where that is
    not the entity's; `drawn` are fields that the app draws itself, by name. Within a `frame`, such as a campaign's page, the address of the list
    holds the id of what the items belong to, as `<str:id>`, and narrows the list to it.

    `at` is the address of the list and `name` its URL name, both the entity's path unless told otherwise, within a frame behind its. `view` is the
    key of the shipped view a list begins with. The button that adds an item says `add_label` and leads to `add_url` (a
    URL name), `<name>-new` unless told otherwise; `added` is the sentence afterwards. `keywords`
    are other words by which people look for the list. `actions` is a template with the
    buttons in the heading of an item's page, `above` and `below` are templates around the rows of the list, which
    get what `above_context` fetches. `verbs` are offered on items, `many_verbs` only for all that are
    selected. `asked` gives the fields of the form that adds one, from the usual ones and what stands around it, where they
    depend on that. The form that changes an item leaves out the `unchanged` fields, and
    `edit_lead_in` is the sentence above it. `own` are the URL names of pages that the app draws itself and says in its own `urls.py`. Where a
    panel of the app tells what happened to an item, its page says nothing more of its `activity`; nor does it show what
    it `hides`: fields that the app's panels show, or that only help to find items. Where the kit gives an entity its list
    `only`, or its verbs, the app draws the rest itself. Items that are `texts` are read as one instead of in a list.
    """

    entity: Entity
    title: str = ""
    lead_in: str = ""
    empty: str = ""
    columns: tuple[str, ...] = ()
    sort: str = ""
    card: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    panels: tuple[Panel, ...] = ()
    actions: str = ""
    own: frozenset[str] = frozenset()
    unchanged: tuple[str, ...] = ()
    edit_lead_in: Callable[[Mapping[str, Any]], str] = lambda item: ""  # noqa: ARG005
    at: str = ""
    name: str = ""
    view: str = ""
    add_label: str = ""
    add_url: str = ""
    keywords: str = ""
    added: str = ""
    frame: Frame | None = None
    row_actions: RowActions | None = None
    drawn: Mapping[str, Drawn] = field(default_factory=dict)
    activity: bool = True
    hides: tuple[str, ...] = ()
    only: Literal["", "list", "verbs"] = ""
    verbs: tuple[Verb, ...] = ()
    many_verbs: tuple[Verb, ...] = ()
    texts: Texts | None = None
    above: str = ""
    below: str = ""
    above_context: Callable[[Request, dict[str, str]], dict[str, Any]] = lambda request, named: {}  # noqa: ARG005
    asked: Callable[[Request, list[Field], dict[str, Any]], list[Field]] = lambda request, usual, around: usual  # noqa: ARG005

    def __post_init__(self) -> None:
        """Fill in what follows from the entity."""
        path, several, frame = self.entity.path, self.entity.words[1], self.frame
        follows = {
            "title": several[:1].upper() + several[1:],
            "name": f"{frame.name}-{path}" if frame and frame.name else path,
            "at": f"{frame.at}/{path}" if frame and frame.at else path,
        }
        for name, value in follows.items():
            object.__setattr__(self, name, getattr(self, name) or value)

    @property
    def row_verbs(self) -> tuple[Verb, ...]:
        """Those offered at the end of a row."""
        return tuple(verb for verb in self.verbs if verb.in_row)

    def operation_of(self, verb: Verb) -> str:
        """The name of the operation that a verb runs."""
        return verb.operation or f"{self.entity.noun}.{verb.name}"

    def url_name(self, part: str) -> str:
        """The URL name of a part of the list: `partners-export`."""
        return f"{self.name}-{part}"

    @property
    def usual(self) -> dict[str, str]:
        """How the list looks where neither a view nor an address says: its columns and its order."""
        return {"columns": ",".join(self.columns), "sort": self.sort}

    def narrowed(self, named: Mapping[str, str]) -> dict[str, str]:
        """The filters that the arguments of an address add: items of one campaign only."""
        return {self.frame.of: named["id"]} if self.frame and self.frame.of else {}

    def list_args(self, item: Mapping[str, Any]) -> dict[str, str]:
        """The arguments in the address of the list that an item stands on."""
        return {"id": item[self.frame.of]} if self.frame and self.frame.of else {}

    def surrounding(self, request: Request, list_args: Mapping[str, str]) -> dict[str, Any]:
        """What every page of these has around it: the frame, how deep its own heading stands, the way there.
        Errors: NotFound.
        """
        base = {"pages": self, "frame": "ui/base.html", "level": 1, "way": []}
        if self.frame is None:
            return base
        return {**base, "level": 2, "frame": self.frame.template} | self.frame.context(
            request, list_args.get("id", ""), self.name
        )


PAGES: dict[str, Pages] = {}
"""By the noun of the entity."""
WITH_ADDRESSES: list[Pages] = []
"""All that are declared, further lists of an entity as well."""


def further_list(declared: Pages, **differences: Any) -> Pages:
    """A further list of an entity, beside its pages: all tasks, beside those of a campaign. It differs in its address `at`
    and its `name`, and in whatever else of `Pages` is told; it stands in no frame unless one is told.
    """
    WITH_ADDRESSES.append(replace(declared, only="list", **{"frame": None, "above": "", **differences}))
    return WITH_ADDRESSES[-1]


def pages(declared: Pages) -> Pages:
    """Register the pages of an entity; an item is shown on its own page, unless the app says elsewhere."""
    noun = declared.entity.noun
    assert noun in ENTITIES
    PAGES[noun] = declared
    WITH_ADDRESSES.append(declared)
    if declared.entity.page == noun and noun not in PLACES:
        shown_at(noun, noun, own_page=True)
    return declared
