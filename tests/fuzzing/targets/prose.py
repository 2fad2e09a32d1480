"""Markdown as people write it: whatever it says, the page shows text and links, and runs and loads nothing."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from tests.fuzzing.cases import Draws
from tests.fuzzing.trial import Target
from twofold.ui.markdown import markdown

SAMPLES = (
    'Hello **there**, see [the page](https://example.com/a?b=c "title") and `code`.\n\n- one\n- two\n  1. three\n',
    "# Head\n\n| a | b |\n|---|:-:|\n| 1 | ~~2~~ |\n\n> quote\n> more\n\n```js\nalert(1)\n```\n***\n",
    "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n<a href='javascript:x' style='a' hx-get='/x'>x</a>\n<!-- x -->",
    "![a](https://evil.example/a.png) [x](javascript:alert(1)) [y](data:text/html;base64,xx) <https://a.example> <mailto:a@b.example>",
    "[ref]: https://example.com 'on load'\n[x][ref] &lt;b&gt; &#x3c;script&#x3e; \\<b\\>",
)  # fmt: skip
PIECES = (
    "*", "**", "_", "`", "```\n", "~~", "#", "# ", "- ", "1. ", "> ", "|", "|-|-|\n", "\n", "\n\n", "    ", "[", "]", "(", ")", "](", "![", "<", ">",
    "</", "<!--", "-->", "<![CDATA[", "<?", "<svg onload=x>", "<h1>", "</h1>", "<p style=x>", "<a href=", "'", '"', "javascript:", "JaVa\tScript:",
    "&colon;", "&#58;", "&lt;", "&", "\\", "https://a.example/", "//a.example", "vbscript:", "data:image/svg+xml,", "hx-get=x", "on=", "text ", "é",
    "[a]: ", "<a@b.example>", "\t", "\x0b",
)  # fmt: skip
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"<]*)"')
_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028\u2029\ufeff]")
_REL = "nofollow noopener noreferrer"


def shown(text: str) -> bool:
    """Nothing but the tags of plain writing, no attribute but where a link leads, and it leads to a page or a mail."""
    made = markdown(text)
    assert "<" not in _TAG.sub("", made), made
    for closing, tag, attributes in _TAG.findall(made):
        assert tag in _TAGS, made
        found = dict(_ATTRIBUTE.findall(attributes))
        assert not closing or not found, made
        assert set(found) <= ({"href", "rel"} if tag == "a" else set()), made
        if "href" in found:
            assert found["rel"] == _REL, made
            _leads_nowhere_bad(html.unescape(found["href"]))
    return True


def _leads_nowhere_bad(address: str) -> None:
    plain = _BLANK.sub("", address)
    try:
        scheme = urlsplit(plain).scheme.lower()
    except ValueError:  # no address at all: a browser goes nowhere
        scheme = plain.partition(":")[0].lower()
    assert scheme in {"", "http", "https", "mailto"}, address


def written(draws: Draws) -> str:
    """A text of the pieces that Markdown is made of, or a sample that was changed."""
    return draws.made_of(PIECES, 25) if draws.random() < 0.6 else draws.text(draws.pick(SAMPLES), PIECES)


TARGETS = [Target("Markdown", written, shown, takes_all=True, proof=20_000, run=200)]
