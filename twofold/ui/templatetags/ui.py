"""`{% load ui %}`: every mark and block of our pages. `/ui/gallery` shows them all."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from twofold.ui import badges, forms, hill_chart, jinja, links, panels, tables, times

register = template.Library()
NOTICE_ICONS = {"info": "info-circle", "good": "circle-check", "warn": "alert-circle", "bad": "alert-triangle"}
register.simple_tag(badges.icon)
register.simple_tag(badges.state_badge)
register.simple_tag(badges.side_badge)
register.simple_tag(badges.person_chip)
register.simple_tag(badges.hash_value)
register.simple_tag(links.link_to)
register.simple_tag(times.moment)
register.simple_tag(times.clock)
register.simple_tag(times.day)
register.simple_tag(times.due)
register.simple_tag(times.meter)
register.simple_tag(panels.tallies)
register.simple_tag(forms.marks_sentence)
register.simple_block_tag(panels.panel)
register.filter("initials", badges.initials)
register.filter("in_zone", times.in_zone)


@register.simple_tag
def once(name: str) -> SafeString:
    """`{% once "ui/head.html" %}`: a part that is the same on every page for everybody; drawn once and kept."""
    return _drawn(name) if settings.DEBUG else _drawn_once(name)


def _drawn(name: str) -> SafeString:
    return get_template(name).render()


_drawn_once = cache(_drawn)


@register.simple_tag(takes_context=True, name="compiled")
def compiled_part(context: Context, name: str, **given: Any) -> SafeString:
    """`{% compiled "web/rows.html" back=request.path %}`: a part from an app's folder `jinja2/`, for lists."""
    return jinja.render_jinja(name, {**context.flatten(), "csrf_token": str(context.get("csrf_token", "")), **given})


@register.simple_tag(takes_context=True)
def sort_header(context: Context, label: str, key: str, numeric: bool = False) -> SafeString:  # noqa: FBT001, FBT002
    """`{% sort_header "Name" "name" %}`: the `<th>` of a column one can sort by."""
    return tables.sort_header(context.get("request"), label, key, numeric)


@register.inclusion_tag("ui/parts/show_more.html", takes_context=True)
def show_more(context: Context, next_cursor: str | None, target: str) -> dict[str, Any]:
    """`{% show_more next_cursor "rows" %}`: a button that appends the next rows to `<tbody id="rows">`."""
    return tables.show_more(context.get("request"), next_cursor, target)


@register.inclusion_tag("ui/parts/empty.html")
def empty_state(symbol: str, title: str, sentence: str, action: str = "", url: str = "") -> dict[str, str]:
    """What an empty place says: what belongs here and what to do first."""
    return {"symbol": symbol, "title": title, "sentence": sentence, "action": action, "url": url}


@register.inclusion_tag("ui/parts/hill_chart.html", name="hill_chart")
def hill(dots: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Streams of work on a hill: dicts of `name`, `position` (0 to 100), `label` in words, and `stale` if it is old news."""
    return hill_chart.hill_chart(dots)


@register.simple_tag(takes_context=True)
def draw_panel(context: Context, panel: Any) -> SafeString:
    """`{% draw_panel running %}`: a panel that is said in Python, such as `RowPanel("Running", [Row(name, url)])`."""
    return get_template(panel.template).render({"panel": panel, "csrf_token": context.get("csrf_token")})


@register.simple_tag(takes_context=True)
def column(context: Context, items: Sequence[Any]) -> SafeString:
    """`{% column aside %}`: such panels below each other."""
    drawn = ((draw_panel(context, each),) for each in items)
    return format_html('<div class="stack">{}</div>', format_html_join("", "{}", drawn))


@register.simple_block_tag(takes_context=True)
def live(context: Context, content: str, ident: str, kinds: str, poll: str = "") -> SafeString:
    """`{% live "work" "task lead" %}…{% endlive %}`: a part that is drawn anew when something of these kinds changes, or in a
    space (`space:…`); also without the live stream, where it has to `poll` (`every 3s`). An answer to what somebody has sent stays as it is: its address cannot be fetched again.
    """
    request = context["request"]
    if request.method == "POST":
        return format_html('<div id="{}" class="stack">{}</div>', ident, content)
    return format_html(
        '<div id="{0}" class="stack" data-live="{1}" hx-get="{2}" hx-select="#{0}" hx-swap="outerHTML"'
        ' hx-trigger="live-refresh{3}">{4}</div>',
        ident,
        kinds,
        request.get_full_path(),
        f", {poll}" if poll else "",
        content,
    )


@register.inclusion_tag("ui/parts/post_button.html", takes_context=True)
def post_button(
    context: Context, label: str, url: str, symbol: str, look: str = "btn", confirm: str = "", back: str = ""
) -> dict[str, Any]:
    """`{% post_button "Remove" url "trash" "danger" confirm="…?" %}`: a button that does something there and then."""
    named = {"label": label, "url": url, "symbol": symbol, "look": look, "confirm": confirm, "back": back}
    return {**named, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def crumbs(items: Sequence[tuple[str, str]]) -> SafeString:
    """The way back: pairs of (label, url), without the page itself."""
    return jinja.render_jinja("ui/parts/crumbs.html", {"items": items})


@register.simple_tag
def tabs(items: Sequence[tuple[str, str, bool, int | None]], label: str = "Views") -> SafeString:
    """Links that look like tabs: (label, url, active, count or None)."""
    return jinja.render_jinja("ui/parts/tabs.html", {"items": items, "label": label})


@register.inclusion_tag("ui/parts/stepper.html")
def stepper(steps: Sequence[dict[str, Any]], label: str = "Progress") -> dict[str, Any]:
    """Gates in order: dicts of `label`, `state` (done, now, blocked, later) and, if wished, `note` and `url`."""
    return {"steps": steps, "label": label}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What happened, newest first: dicts of `says`, `when`, `icon`, and if wished `side`, `url`, `note`."""
    return {"entries": entries}


@register.inclusion_tag("ui/parts/facts.html")
def facts(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A definition list of (word, value); an empty value shows as a dash."""
    return {"pairs": pairs}


@register.inclusion_tag("ui/parts/because.html")
def because(trace: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The ordered reasons of a decision: dicts of `says` and `outcome` (match, skip, stop)."""
    return {"trace": trace}


@register.inclusion_tag("ui/parts/move_to.html", takes_context=True)
def move_to(
    context: Context,
    url: str,
    options: Sequence[tuple[str, str]],
    current: str = "",
    field: str = "to",
    label: str = "Move to…",
) -> dict[str, Any]:
    """The keyboard's equal of dragging: a menu that posts `field=value` to `url`; options are (value, label)."""
    return {
        "url": url,
        "options": options,
        "current": current,
        "field": field,
        "label": label,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_block_tag
def sentence(content: str) -> SafeString:
    """`{% sentence as nothing_yet %}…{% endsentence %}`: words too long for a tag, on as many lines as they take."""
    return mark_safe(" ".join(content.split()))


@register.simple_block_tag
def page_head(content: str, title: str, lead_in: str = "", level: int = 1) -> SafeString:
    """The page's `<h1>`, a sentence under it, and between the tags its actions. A part of a larger page has level 2."""
    under = format_html('<p class="lead-in">{}</p>', lead_in) if lead_in else ""
    actions = format_html('<div class="page-actions">{}</div>', content) if content.strip() else ""
    heading = format_html("<h{}>{}</h{}>", level, title, level)
    return format_html('<div class="page-head"><div>{}{}</div>{}</div>', heading, under, actions)


@register.simple_block_tag
def notice(content: str, tone: str = "info") -> SafeString:
    """A sentence that stands in the page, in one of the tones info, good, warn, bad."""
    symbol = NOTICE_ICONS[tone]
    role = mark_safe(' role="alert"') if tone == "bad" else ""
    return format_html(
        '<div class="notice notice-{}"{}>{}<div>{}</div></div>', tone, role, badges.icon(symbol), content
    )


@register.simple_block_tag
def why(content: str, label: str = "Why?") -> SafeString:
    """The reason, one click away, beside what it explains."""
    return format_html(
        '<details class="why"><summary>{}{}</summary><div class="why-body">{}</div></details>',
        format_html('<span class="why-chevron">{}</span>', badges.icon("chevron-right")),
        label,
        content,
    )


@register.simple_block_tag
def dialog(content: str, ident: str, title: str) -> SafeString:
    """A dialog that `data-dialog="ident"` on any button opens."""
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-title"><div class="dialog-head"><h2 id="{0}-title">{1}</h2>'
        '<button type="button" class="icon-button" data-close aria-label="Close">{2}</button></div>{3}</dialog>',
        ident,
        title,
        badges.icon("x"),
        content,
    )


@register.simple_block_tag
def menu(content: str, label: str, *, symbol: str = "dots-vertical", bare: bool = True) -> SafeString:
    """A menu whose `<li>` stand between the tags; `bare` shows the icon only and says the label aloud."""
    face = badges.icon(symbol, label=label) if bare else format_html("{}{}", label, badges.icon("chevron-down"))
    return format_html(
        '<details class="menu"><summary class="{}" role="button">{}</summary><ul class="menu-list">{}</ul></details>',
        "icon-button" if bare else "btn",
        face,
        content,
    )
