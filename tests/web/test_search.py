"""Searching everything: each kind is found, best first, by whom it is there for, and by nobody else."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.campaigns.started import one, start
from tests.worlds import World
from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES
from twofold.core.entities.search import MOST_COUNTED, excerpt, searchable
from twofold.core.errors import Invalid
from twofold.core.fast import search_queries
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def searched(actor: Actor, q: str, **more: Any) -> list[dict[str, Any]]:
    """The items that are found."""
    found: list[dict[str, Any]] = ask(actor, "search.everything", {"q": q, **more})["items"]
    return found


def titles(actor: Actor, q: str, kind: str) -> list[str]:
    """What is found of one kind, in order."""
    return [each["title"] for each in searched(actor, q, kind=kind)]


def add_partner(actor: Actor, company: str, **given: Any) -> Any:
    """One more partner record."""
    asked = {"company": company, "contactName": "Eli Elm", "contactEmail": "eli@elm.example", "type": "referral"}
    return run(actor, "partner.create", {**asked, **given}).result


def test_each_kind_is_found_and_leads_to_where_it_is_shown(world: World) -> None:
    campaign = start(world)
    host, at = world.host, f"/campaigns/{campaign.pk}"
    role = one(host, "role", campaign)
    channel = one(host, "channel", campaign, posts="free")
    message = run(host, "message.post", {"body": "Quetzal feathers are **in**"}, on=channel["id"]).result
    blocker = run(host, "blocker.raise", {"title": "Quetzal is late"}, on=campaign.pk).result
    given = {"title": "Quetzal teaser", "kind": "email", "driRoleId": role["id"]}
    asset = run(host, "asset.add", given, on=campaign.pk).result
    decided = {"kind": "scope_change", "title": "No Quetzal", "body": ""}
    decision = run(host, "decision.record", decided, on=campaign.pk).result
    task = run(
        host, "task.add",
        {"list": one(host, "task_list", campaign)["id"], "title": "Feed the quetzal", "driRoleId": role["id"]},
        on=campaign.pk,
    ).result  # fmt: skip
    partner = add_partner(host, "Quetzal Ltd")
    found = {each["kind"]: each for each in searched(host, "quetzal")}
    assert {kind: (each["title"], each["url"]) for kind, each in found.items()} == {
        "partner": ("Quetzal Ltd", f"/partners/{partner.pk}"),
        "task": ("Feed the quetzal", f"/tasks/{task.pk}"),
        "message": ("Quetzal feathers are **in**", f"{at}/channels/{channel['id']}#message-{message.pk}"),
        "decision": ("No Quetzal", f"/decisions/{decision.pk}"),
        "asset": ("Quetzal teaser", f"/assets/{asset.pk}"),
        "blocker": ("Quetzal is late", f"/blockers/{blocker.pk}"),
    }
    assert found["blocker"]["subtitle"] == "Winter Webinar"
    assert found["partner"]["subtitle"] == "Prospect"
    for kind, words in {
        "campaign": "winter web", "role": role["title"], "channel": channel["name"], "person": "mika", "milestone": "launch",
        "task_list": one(host, "task_list", campaign)["name"], "brief_section": one(host, "brief_section", campaign)["title"],
        "checkin": one(host, "checkin", campaign)["name"], "raci_row": one(host, "raci_row", campaign)["area"],
        "company": "Brightleaf",
    }.items():  # fmt: skip
        assert titles(host, words, kind), kind


def test_what_has_a_page_has_its_address_there(world: World) -> None:
    """Every kind that is found knows its title and the fields that stand in the address of its page."""
    for each in searchable(world.host):
        assert all(each.field(name) for name in (*each.places, *each.subtitle)), each.noun
    without = {each.noun for each in searchable(world.host) if not each.page}
    assert without == {"company"}


def test_the_best_matches_come_first(world: World) -> None:
    for company in ("The Otter Club", "Badger", "Otter Old", "Otter New"):
        add_partner(world.host, company, contactName="Otto Otter" if company == "Badger" else "Eli Elm")
    assert titles(world.host, "otter", "partner") == ["Otter New", "Otter Old", "The Otter Club", "Badger"]
    assert [each["subtitle"] for each in searched(world.host, "otter", kind="partner")][-1] == "Prospect · Otto Otter"
    assert titles(world.host, "OTTER old", "partner") == ["Otter Old"]
    assert titles(world.host, "club eli", "partner") == ["The Otter Club"]
    assert titles(world.host, "otter walrus", "partner") == []


@pytest.mark.parametrize("typed", ["zoë", "ZOË", "ångs"])
def test_letters_of_any_language_are_found_in_any_case(world: World, typed: str) -> None:
    add_partner(world.host, "Zoë Ångström AB")
    assert titles(world.host, typed, "partner") == ["Zoë Ångström AB"]


def test_of_many_matches_the_best_are_still_first_and_they_are_not_counted(world: World) -> None:
    for number in range(MOST_COUNTED + 2):
        add_partner(world.host, f"Heron {number}", contactName="Ibis")
    add_partner(world.host, "Ibis & Sons")
    add_partner(world.host, "The Ibis")
    add_partner(world.host, "Heron last", contactName="Ibis")
    found = ask(world.host, "search.everything", {"q": "ibis", "kind": "partner", "limit": 3})
    assert [each["title"] for each in found["items"]][:2] == ["Ibis & Sons", "The Ibis"]
    assert found["items"][2]["title"].startswith("Heron")
    assert found["kinds"] == [{"kind": "partner", "label": "partners", "total": None, "more": True}]
    begun = ask(world.host, "search.everything", {"q": "heron", "kind": "partner", "limit": 2})
    assert [each["title"].partition(" ")[0] for each in begun["items"]] == ["Heron", "Heron"]
    assert ask(world.host, "search.everything", {"q": "sons"})["kinds"] == [
        {"kind": "partner", "label": "partners", "total": 1, "more": False}
    ]


def test_nothing_is_found_for_no_words_and_strange_questions_are_refused(world: World) -> None:
    assert ask(world.host, "search.everything", {"q": "  "}) == {"items": [], "kinds": [], "pages": [], "actions": []}
    for wrong in ({"q": "x" * 201}, {"q": "x", "kind": "unicorn"}, {"q": "x", "limit": 101}):
        with pytest.raises(Invalid):
            ask(world.host, "search.everything", wrong)


def test_signs_of_sql_are_letters_like_others(world: World) -> None:
    add_partner(world.host, "100% Otter_s")
    assert titles(world.host, "100%", "partner") == ["100% Otter_s"]
    assert titles(world.host, "1_0", "partner") == []
    assert titles(world.host, "r_s", "partner") == ["100% Otter_s"]


@pytest.mark.parametrize("q", ["launch", "a", "winter web", "100%", "r_s", "back\\slash", "o'clock"])
def test_prepared_questions_find_what_plain_ones_find(world: World, q: str, monkeypatch: pytest.MonkeyPatch) -> None:
    start(world)
    for company in ("100% Otter_s", "Back\\slash & O'Clock", "Launch launcher"):
        add_partner(world.host, company)
    world.host.forget_spaces()
    quick = [ask(actor, "search.everything", {"q": q}) for actor in (world.host, world.partner, world.rival)]
    monkeypatch.setattr(search_queries, "rows", lambda *_: None)
    assert [ask(actor, "search.everything", {"q": q}) for actor in (world.host, world.partner, world.rival)] == quick
    assert quick[0]["items"]


def test_the_longest_names_in_the_widest_letters_are_kept_and_found(world: World) -> None:
    """PostgreSQL keeps no index entry above 2,704 bytes: all that the index of partners holds still fits."""
    chance = random.Random(3)
    wide = ["".join(chr(chance.randint(0x20000, 0x2A6D0)) for _ in range(200)) for _ in range(2)]
    local = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=60))
    domain = ".".join("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=61)) for _ in range(3))
    add_partner(world.host, wide[0], contactName=wide[1], contactEmail=f"{local}@{domain}.ex")
    assert titles(world.host, wide[0][:10], "partner")
    assert titles(world.host, local, "partner")


def test_each_kind_is_asked_once_however_much_there_is(world: World) -> None:
    start(world)
    world.host.sides()
    ask(world.host, "search.everything", {"q": "webinar"})
    with CaptureQueriesContext(connection) as few:
        ask(world.host, "search.everything", {"q": "launch"})
    assert len(few) == len(searchable(world.host)) == 20
    for number in range(30):
        add_partner(world.host, f"Launch {number}")
    world.host.sides()
    with CaptureQueriesContext(connection) as more:
        ask(world.host, "search.everything", {"q": "launch"})
    assert len(more) == len(few)


def test_an_excerpt_stands_around_the_word() -> None:
    text = "We talked\nfor a long time about many things, and in the end about the otter, " + "and so on " * 20
    short = excerpt(text, ["otter"])
    assert short.startswith("…")
    assert short.endswith("…")
    assert "otter" in short
    assert len(short) <= 92
    assert excerpt("A short\n one", ["x"]) == "A short one"


def test_every_kind_with_search_fields_is_found_or_is_left_out_on_purpose(world: World) -> None:
    left_out = {"delivery"}  # the list of e-mails is searched; nobody looks everywhere for one of many of a kind
    assert {each.noun for each in ENTITIES.values() if each.searched and not each.titles} == left_out
