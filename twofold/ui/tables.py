"""Heads and feet of tables: a header that sorts, a foot that shows more. The address carries all of it."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .badges import icon


def address(request: HttpRequest | None, **changes: str | None) -> str:
    """The page's query string with some keys changed (`None` drops one); always begins with `?`."""
    if request is None:
        return "?"
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = value
    return "?" + query.urlencode()


def sort_header(request: HttpRequest | None, label: str, key: str, numeric: bool = False) -> SafeString:  # noqa: FBT001, FBT002
    """A column's `<th>` whose link sorts by `key`, and the other way round when it does already (`-key`)."""
    now = request.GET.get("sort", "") if request else ""
    order, symbol, following = "", "arrows-sort", key
    if now == key:
        order, symbol, following = "ascending", "arrow-up", f"-{key}"
    elif now == f"-{key}":
        order, symbol = "descending", "arrow-down"
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="{}">{}{}</a></th>',
        mark_safe(' class="num"') if numeric else "",
        format_html(' aria-sort="{}"', order) if order else "",
        address(request, sort=following, cursor=None),
        label,
        icon(symbol),
    )


def show_more(request: HttpRequest | None, next_cursor: str | None, target: str) -> dict[str, Any]:
    """What the pager's template needs: the address of the next rows and the id of the `<tbody>` they join."""
    return {"more": address(request, cursor=next_cursor) if next_cursor else "", "target": target}
