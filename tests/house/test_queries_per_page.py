"""How many questions every page asks the database: pinned, and no more of them when there is more to show."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from tests.access.specimens import Ids, specimens
from tests.access.story import Story
from tests.signing_in import by_password
from tests.url_table import addresses
from twofold.assets.models import Asset
from twofold.campaigns.models import Checkin, Milestone, Role, Task
from twofold.conversations.models import Channel
from twofold.core.models import DocumentVersion, SpaceRow
from twofold.launch.models import LaunchItem
from twofold.leads.models import Lead

pytestmark = pytest.mark.django_db
PINNED: dict[str, int] = {
    "": 29,
    "account": 9,
    "activity": 16,
    "assets": 8,
    "assets/<str:id>": 14,
    "assets/<str:id>/edit": 9,
    "assets/new": 6,
    "assets/totals": 9,
    "assets/views": 6,
    "blockers/<str:id>": 11,
    "blockers/<str:id>/edit": 10,
    "blockers/<str:id>/resolve": 9,
    "calendar": 8,
    "calendar/new": 6,
    "calendar/totals": 9,
    "calendar/views": 6,
    "campaigns": 7,
    "campaigns/<str:id>/assets/import": 8,
    "campaigns/<str:id>/assets/new": 10,
    "campaigns/<str:id>/assets/totals": 12,
    "campaigns/<str:id>/assets/views": 9,
    "campaigns/<str:id>/blockers": 11,
    "campaigns/<str:id>/blockers/import": 8,
    "campaigns/<str:id>/blockers/new": 10,
    "campaigns/<str:id>/blockers/totals": 12,
    "campaigns/<str:id>/blockers/views": 9,
    "campaigns/<str:id>/calendar/import": 8,
    "campaigns/<str:id>/calendar/new": 10,
    "campaigns/<str:id>/calendar/totals": 13,
    "campaigns/<str:id>/calendar/views": 9,
    "campaigns/<str:id>/go": 29,
    "campaigns/<str:id>/go/new": 8,
    "campaigns/<str:id>/go/totals": 30,
    "campaigns/<str:id>/go/views": 9,
    "campaigns/totals": 9,
    "campaigns/import": 4,
    "campaigns/views": 6,
    "campaigns/<str:id>": 31,
    "campaigns/<str:id>/assets": 11,
    "campaigns/<str:id>/brief": 9,
    "campaigns/<str:id>/calendar": 12,
    "campaigns/<str:id>/channels/<str:channel>": 10,
    "campaigns/<str:id>/check-ins": 12,
    "campaigns/<str:id>/consents": 12,
    "campaigns/<str:id>/consents/totals": 13,
    "campaigns/<str:id>/consents/views": 9,
    "campaigns/<str:id>/decisions": 10,
    "campaigns/<str:id>/decisions/new": 8,
    "campaigns/<str:id>/decisions/totals": 11,
    "campaigns/<str:id>/decisions/views": 9,
    "decisions/<str:id>": 10,
    "campaigns/<str:id>/edit": 6,
    "campaigns/<str:id>/import": 12,
    "campaigns/<str:id>/import/totals": 13,
    "campaigns/<str:id>/import/views": 9,
    "campaigns/<str:id>/leads": 17,
    "campaigns/<str:id>/leads/totals": 18,
    "campaigns/<str:id>/leads/views": 9,
    "campaigns/<str:id>/roles": 14,
    "campaigns/<str:id>/rules": 19,
    "campaigns/<str:id>/rules/<str:version>": 17,
    "campaigns/<str:id>/rules/json": 10,
    "campaigns/<str:id>/rules/new": 10,
    "campaigns/<str:id>/tasks": 13,
    "campaigns/<str:id>/tasks/import": 8,
    "campaigns/<str:id>/tasks/new": 10,
    "campaigns/<str:id>/tasks/totals": 14,
    "campaigns/<str:id>/tasks/views": 9,
    "brief-sections/<str:id>/edit": 9,
    "brief-sections/<str:id>/write": 9,
    "campaigns/<str:id>/check-ins/totals": 13,
    "campaigns/<str:id>/check-ins/views": 9,
    "campaigns/<str:id>/roles/totals": 15,
    "campaigns/<str:id>/roles/views": 9,
    "checkins/<str:id>": 12,
    "checkins/<str:id>/answer": 10,
    "dots/<str:id>/move": 9,
    "roles/<str:id>": 13,
    "roles/<str:id>/assign": 10,
    "roles/<str:id>/waive": 9,
    "raci-rows/<str:id>/change": 10,
    "campaigns/<str:id>/milestones": 10,
    "campaigns/<str:id>/milestones/totals": 11,
    "campaigns/<str:id>/milestones/views": 9,
    "milestones/<str:id>": 28,
    "company": 7,
    "company/totals": 8,
    "company/views": 6,
    "company/e-mails": 7,
    "company/e-mails/totals": 8,
    "company/e-mails/views": 6,
    "company/invitations": 7,
    "company/invitations/new": 6,
    "company/invitations/totals": 8,
    "company/invitations/views": 6,
    "company/tokens": 7,
    "company/tokens/new": 4,
    "company/tokens/totals": 8,
    "company/tokens/views": 6,
    "launch-items/<str:id>": 12,
    "launch-items/<str:id>/edit": 11,
    "lead-imports/<str:id>": 12,
    "leads": 10,
    "leads/totals": 11,
    "leads/views": 6,
    "leads/<str:id>": 18,
    "leads/<str:id>/convert": 10,
    "leads/<str:id>/disqualify": 10,
    "leads/<str:id>/record-consent": 10,
    "leads/<str:id>/return": 10,
    "partners": 7,
    "partners/totals": 9,
    "partners/<str:id>": 10,
    "partners/<str:id>/campaigns/new": 6,
    "partners/<str:id>/campaigns/track": 6,
    "partners/<str:id>/edit": 7,
    "partners/import": 4,
    "partners/new": 6,
    "search": 4,
    "tasks": 9,
    "tasks/<str:id>": 14,
    "tasks/<str:id>/assign": 10,
    "tasks/<str:id>/edit": 9,
    "tasks/new": 6,
    "tasks/totals": 10,
    "tasks/views": 6,
    "partners/views": 6,
}
ELSEWHERE = (
    "api/",
    "accounts/",
    "invitations/",
    "sign-in",
    "l/",
    "healthz",
    "readyz",
    "metrics",
    "openapi",
    "static/",
    "ui/",
)
"""Not pages of somebody who is signed in."""
HOSTS = ("campaign", "partnership", "host company")
"""Spaces the host is in, where things to open are looked for."""


FIRST: dict[str, tuple[type[SpaceRow], tuple[str, ...]]] = {
    "leads": (Lead, ("number",)),
    "assets": (Asset, ("title",)),
    "launch-items": (LaunchItem, ("title",)),
    "roles": (Role, ("title", "side")),
    "tasks": (Task, ("title",)),
    "milestones": (Milestone, ("name",)),
    "checkins": (Checkin, ("starts_at", "name")),
}
"""Of these the first by these columns is looked at, not any: one shows more than another, and which was made last is left
to chance where many were made at once.
"""


def opened(story: Story, known: dict[str, Ids], address: str) -> str:
    """The address of one thing there is, on a page the host sees."""
    campaign = story.campaigns["campaign"]
    word = address.split("/", maxsplit=1)[0]
    here = known.get(word, {})
    first = campaign.pk if word == "campaigns" else next((here[each] for each in HOSTS if each in here), "-")
    if word in FIRST:
        model, order = FIRST[word]
        first = (
            model.rows.within(campaign.space_id)
            .filter(deleted_at=None)
            .order_by(*order)
            .values_list("pk", flat=True)[0]
        )
    path = address.replace("<str:id>", first)
    firsts = {"channel": (Channel, "name"), "checkin": (Checkin, "starts_at"), "version": (DocumentVersion, "number")}
    for name, (model, order) in firsts.items():
        rows = model.rows.within(campaign.space_id).filter(deleted_at=None).order_by(order)  # type: ignore[attr-defined]
        row = rows.first() if f"<str:{name}>" in path else None
        path = path.replace(f"<str:{name}>", row.pk if row else "-")
    return "/" + path


def asked(client: Client, path: str) -> int | None:
    """How many questions a page asks when it is opened the second time; nothing where there is no page."""
    answer = client.get(path)
    if answer.status_code != HTTPStatus.OK or not answer.headers["Content-Type"].startswith("text/html"):
        return None
    with CaptureQueriesContext(connection) as questions:
        client.get(path)
    return len(questions)


def counted(story: Story, client: Client) -> dict[str, int]:
    """Every page there is for the host, and how many questions it asks."""
    known = specimens(story)
    found = {}
    for address in sorted(set(addresses(get_resolver().url_patterns))):
        if not address.startswith(ELSEWHERE) and not re.search(r"[\^$]", address):
            number = asked(client, opened(story, known, address))
            found |= {} if number is None else {address: number}
    return found


def test_every_page_asks_no_more_than_is_pinned_however_much_there_is(story: Story) -> None:
    client = by_password(story.world.host)
    found = counted(story, client)
    assert found.keys() ^ PINNED.keys() == set()
    assert {page: n for page, n in found.items() if n != PINNED[page]} == {}
    for number in range(6):
        add_more(story, number)
    now = counted(story, client)
    assert {page: n for page, n in now.items() if n > PINNED[page]} == {}


def add_more(story: Story, number: int) -> None:
    """One more of what people have many of."""
    world, campaign = story.world, story.campaigns["campaign"]
    partner = {"company": f"Elmfield {number}", "contactName": "Eli", "contactEmail": f"eli{number}@elmfield.example"}
    story.do(world.host, "partner.create", {**partner, "type": "referral"})
    story.do(world.host, "lead.register", {"email": f"new{number}@fernhill.example"}, campaign.pk)
    task = Task.rows.within(campaign.space_id).filter(deleted_at=None).first()
    assert task is not None
    given = {"list": task.task_list_id, "title": f"One more {number}", "driRoleId": task.dri_id}
    story.do(world.host, "task.add", given, campaign.pk)
    channel = Channel.rows.within(campaign.space_id).filter(posts="free", deleted_at=None).first()
    assert channel is not None
    story.do(world.host, "message.post", {"body": f"News {number}"}, channel.pk)
