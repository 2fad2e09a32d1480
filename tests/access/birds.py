"""Whose words are whose: each space's private words begin with a name of their own, and may be read in that space only."""

from __future__ import annotations

import re

from tests.access.cast import Caller
from tests.access.chapters.conversations import TAKEN_BACK
from tests.access.story import BIRDS, Story

SPACE_OF = {"canary": "host company", "canarylead": "host company", "puffin": "partner company"} | {
    **{bird: where for where, bird in BIRDS.items()},
    **TAKEN_BACK,
}
"""Stem → the space outside of which nobody reads it. `canarylead` and `puffin` begin the words about people who are the
host's and the partner's alone, though their leads lie in a campaign; so are the words that somebody took back."""

WORDS = re.compile(rf"({'|'.join(sorted(SPACE_OF, key=len, reverse=True))})\d{{5}}".encode())


def heard_in(answer: bytes) -> set[str]:
    """The stems of all words in an answer."""
    return {found.decode() for found in WORDS.findall(answer)}


def foreign(spaces: frozenset[str]) -> list[str]:
    """The stems that who is in these spaces must never read."""
    return sorted(stem for stem, where in SPACE_OF.items() if where not in spaces)


def overheard(caller: Caller, answer: bytes) -> set[str]:
    """What this caller should not have read; for who is not of the host, the bare word `canary` is too much already."""
    found = heard_in(answer) & set(foreign(caller.spaces))
    bare = "host company" not in caller.spaces and b"canary" in answer.replace(b"q=canary", b"").replace(
        b'value="canary"', b""
    )
    return found | ({"canary"} if bare else set())


def spoken(story: Story) -> int:
    """How many words there are to look for."""
    return sum(len(each.used) for each in (*story.birds.values(), story.people, story.mates))
