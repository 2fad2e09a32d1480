"""The question `search.everything`, for every door: the best matches of each kind of item that somebody may see."""

from typing import Any

from pydantic import Field

from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES
from twofold.core.entities.search import Hits, find, searchable
from twofold.core.errors import Invalid
from twofold.core.operations.query import query
from twofold.core.operations.registry import Input
from twofold.web.addresses import address

from .commands import actions_to, pages_for

LONGEST = 200
MOST = 100


class SearchEverything(Input):
    """What to look for."""

    q: str = Field("", max_length=LONGEST, description="Words to look for; each must stand in what is found.")
    kind: str = Field("", max_length=500, description="Only these kinds of items: partner,task.")
    limit: int = Field(10, ge=1, le=MOST, description="How many of each kind at most.")


@query("search.everything", needs="company.see", path="search")
def search_everything(actor: Actor, input: SearchEverything) -> dict[str, Any]:
    """Everything one may see in which all the words stand: the best matches of each kind, the best kinds first.

    `kinds` says how many there are of each (`total` is null where it is more than 100) and whether there are `more`
    than the items given. An item has its `url` where it is shown on a page. `pages` and `actions` are what one can go to
    and do, each with its address; none where only some kinds were asked for.
    """
    words = [] if input.kind else input.q.split()
    commands = {
        "pages": pages_for(actor, words, None) if words else [],
        "actions": actions_to(actor, words, None, without_script=True) if words else [],
    }
    found = hits(actor, input.q, input.kind, input.limit)
    return {
        "items": [
            {"kind": each.entity.noun, "id": hit.id, "title": hit.title, "subtitle": hit.subtitle,
             "url": address(each.entity, hit.id, hit.places)}
            for each in found for hit in each.items
        ],
        "kinds": [
            {"kind": each.entity.noun, "label": each.entity.words[1], "total": each.total, "more": is_more(each)}
            for each in found
        ],
        **{name: [{"label": each.label, "url": each.url} for each in some] for name, some in commands.items()},
    }  # fmt: skip


def hits(actor: Actor, q: str, kind: str, limit: int) -> list[Hits]:
    """What was found, by kind, the kinds with the best matches first. Errors: Invalid for a kind there is not."""
    words = list(dict.fromkeys(q.split()))
    wanted = [each.strip() for each in kind.split(",") if each.strip()]
    unknown = [each for each in wanted if each not in ENTITIES]
    if unknown:
        raise Invalid.field("kind", f"There is no kind of item called “{unknown[0]}”.")
    if not words:
        return []
    kinds = [each for each in searchable(actor) if not wanted or each.noun in wanted]
    found = [each for each in (find(entity, actor, words, limit) for entity in kinds) if each.items]
    return sorted(found, key=lambda each: each.rank)


def is_more(found: Hits) -> bool:
    """Whether there are more than those given."""
    return found.total is None or found.total > len(found.items)
