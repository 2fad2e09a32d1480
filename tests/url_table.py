"""The addresses of the URL table, for tests that go through all of them."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every address of these patterns, with its parts in angle brackets."""
    for each in patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, here)
        else:
            yield here
