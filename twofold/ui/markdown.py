"""Markdown that people write, as HTML that is safe to show: no raw HTML, no images, no scripts, no styles."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_READER = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"]).disable("image")
_TAGS = {
    "p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_DEEPER = {"h1": "h3", "h2": "h4"}
"""A page has its own headings; those of a text stand below them."""


def markdown(text: str) -> SafeString:
    """The HTML of a text. Links open without telling the other site where they were followed from."""
    html = _READER.render(text)
    for tag, deeper in _DEEPER.items():
        html = html.replace(f"<{tag}>", f"<{deeper}>").replace(f"</{tag}>", f"</{deeper}>")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "*": set()},  # without "*" every tag may have a title and a language
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(clean)
