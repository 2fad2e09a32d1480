"""A list as an agenda: items under their days in the zone of the page, for entities with a time, narrowed as the table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.campaigns.started import listed, start
from tests.campaigns.visiting import signed_in
from tests.worlds import World
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
FIRST = datetime(2999, 1, 1, 22, 30, tzinfo=UTC)


def add(world: World, campaign: Any, title: str, at: datetime) -> str:
    given = {"title": title, "kind": "blog", "side": "host", "channel": "Blog", "publishAt": at.isoformat()}
    made: str = run(world.host, "launch_item.add", given, campaign.pk).result.pk
    return made


def test_the_days_are_those_of_the_pages_zone(world: World) -> None:
    campaign = start(world)
    add(world, campaign, "Late", FIRST)
    add(world, campaign, "Later", FIRST + timedelta(hours=1))
    client = signed_in(world.host)

    def days(page: str) -> list[tuple[str, list[tuple[str, str]]]]:
        found = client.get(page).context["days"]
        return [
            (f"{day:%d %b}", [(f"{each.at:%H:%M}" if each.at else "", each.row.title) for each in entries])
            for day, entries in found
        ]

    narrow = "publishAtFrom=2999-01-01T00:00Z"
    assert days(f"/campaigns/{campaign.pk}/calendar?{narrow}") == [
        ("01 Jan", [("23:30", "Late")]), ("02 Jan", [("00:30", "Later")]),
    ]  # fmt: skip
    everywhere = f"/calendar?view=launch-soon&publishAtWithin=&{narrow}&sort=-title"
    assert days(everywhere) == [("01 Jan", [("22:30", "Late"), ("23:30", "Later")])]


def test_it_shows_what_the_table_shows_and_only_what_matches(world: World) -> None:
    campaign = start(world)
    page = signed_in(world.partner).get(f"/campaigns/{campaign.pk}/calendar?whose=ours&columns=title,channel")
    entries = [entry for _, entries in page.context["days"] for entry in entries]
    theirs = [
        each["title"] for each in listed(world.partner, "launch_item", campaign, side="partner", sort="publishAt")
    ]
    assert sorted(entry.row.title for entry in entries) == sorted(theirs)
    assert {cell.column.field.name for entry in entries for cell in entry.cells} == {"channel"}
    assert all(f'data-id="{entry.row.id}"' in page.text for entry in entries)


@pytest.mark.parametrize("page", ["/partners", "/campaigns"])
def test_a_list_without_a_time_has_none(world: World, page: str) -> None:
    client = signed_in(world.host)
    assert "layout=agenda" not in client.get(page).text
    refused = client.get(f"{page}?layout=agenda")
    assert (refused.status_code, "This list has no layout “agenda”." in refused.text) == (200, True)
