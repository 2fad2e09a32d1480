"""Parts of a page: panels with a heading, the lists of things in them, figures that lead somewhere, buttons that do it."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    """A panel that lists things, or says that there is `nothing`; beside its heading a note, or the way to all."""

    title: str
    rows: Sequence[Row]
    nothing: str = ""
    note: str = ""
    url: str = ""
    link: str = "All"


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
) -> SafeString:
    """`{% panel "People" note="3 more" url=all_url %}…{% endpanel %}`: a part of a page under a heading, with a note, a
    count or the way to all of it beside. `ident` is its anchor, `look` a further class of it.
    """
    key = ident or slugify(title)
    heading = format_html('<h2 id="{}-title">{}</h2>', key, title)
    beside = [('<span class="muted">{}</span>', [note])] if note else []
    beside += [('<span class="count">{}</span>', [count])] if count is not None else []
    beside += [('<a href="{}">{}</a>', [url, link])] if url else []
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


def tallies(figures: Sequence[tuple[object, str, str]]) -> SafeString:
    """`{% tallies figures %}`: large numbers, each with its word and where it leads: (number, word, url)."""
    inner = format_html_join(
        "",
        '<a class="tally" href="{}"><b>{}</b><span>{}</span></a>',
        ((url, number, word) for number, word, url in figures),
    )
    return format_html('<div class="tallies">{}</div>', inner)
