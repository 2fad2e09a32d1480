"""The URL table by the words of its addresses, so that a request is compared with a handful of patterns, not hundreds."""

from typing import Any

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Found = URLPattern | URLResolver
Words = tuple[str, str]
ANY = "<"


class ByWords(URLResolver):
    """Resolves as Django does, in the order of the table, but only by those patterns that have the first and the third word
    of the address. In between stands an id, or the version of the API.
    """

    def __init__(self, patterns: list[Found]) -> None:
        super().__init__(RoutePattern(""), patterns)
        asked = {_words_of(each) for each in patterns}
        asked |= {("", ""), *((first, "") for first, _ in asked)}
        self._rooms = {words: URLResolver(RoutePattern(""), _with(words, patterns)) for words in asked}

    def resolve(self, path: str) -> ResolverMatch:
        """What stands at an address. Errors: Resolver404."""
        words = _first_and_third(path)
        room = self._rooms.get(words) or self._rooms.get((words[0], "")) or self._rooms["", ""]
        return room.resolve(path)


def _first_and_third(path: str) -> Words:
    first, _, *more = (*path.split("/", 3), "", "")
    return first, more[0]


def _words_of(pattern: Found) -> Words:
    """The words that an address of this pattern has; one that may have any begins with a <."""
    if not isinstance(pattern, URLPattern) or not isinstance(pattern.pattern, RoutePattern):
        return ANY, ANY
    words = _first_and_third(str(pattern.pattern))
    return (ANY, ANY) if words[0].startswith(ANY) else words


def _with(words: Words, patterns: list[Found]) -> list[Any]:
    """The patterns, in their order, that an address with these words may fit."""
    return [each for each in patterns if all(_fits(*pair) for pair in zip(_words_of(each), words, strict=True))]


def _fits(word: str, asked: str) -> bool:
    return word.startswith(ANY) or word == asked
