"""`role.assign`: each side fills its own roles."""

import pytest

from tests.campaigns.started import listed, one, start
from tests.worlds import World, person
from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.models import Space
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def test_a_side_names_one_of_its_own_people(world: World, campaign: Campaign) -> None:
    role = one(world.partner, "role", campaign, side="partner")
    run(world.partner, "role.assign", {"personId": world.partner_member.person.pk}, role["id"])
    seen = one(world.host, "role", campaign, id=role["id"])
    assert (seen["person"], seen["state"]) == ("Nora Member", "filled")


def test_the_other_sides_roles_are_theirs(world: World, campaign: Campaign) -> None:
    role = one(world.host, "role", campaign, side="partner")
    with pytest.raises(Refused, match="Brightleaf Analytics"):
        run(world.host, "role.assign", {"personId": world.host.person.pk}, role["id"])


def test_only_colleagues_who_see_the_campaign_can_have_a_role(world: World, campaign: Campaign) -> None:
    role = one(world.host, "role", campaign, side="host")
    seat = Space.rows.get(pk=campaign.space_id)
    for other in (world.partner.person, world.stranger.person, person(world.host.company, "Gus Guest", "guest").person):
        with pytest.raises(Invalid) as wrong:
            run(world.host, "role.assign", {"personId": other.pk}, role["id"])
        assert wrong.value.errors[0]["field"] == "personId"
    guest = person(world.host.company, "Greta Guest", "guest", seat=seat)
    run(world.host, "role.assign", {"personId": guest.person.pk}, role["id"])


def test_a_role_is_waived_with_a_reason_unless_it_leads(world: World, campaign: Campaign) -> None:
    designer = one(world.host, "role", campaign, key="designer")
    run(world.host, "role.assign", {"waivedBecause": "The agency does it."}, designer["id"])
    assert one(world.partner, "role", campaign, key="designer")["waivedBecause"] == "The agency does it."
    lead = one(world.host, "role", campaign, side="host", runsCampaign=True)
    with pytest.raises(Conflict, match="on both sides"):
        run(world.host, "role.assign", {"waivedBecause": "No time."}, lead["id"])


@pytest.mark.parametrize("given", [{}, {"personId": "x", "waivedBecause": "y"}])
def test_one_of_person_and_reason_is_needed(world: World, given: dict[str, str]) -> None:
    role = listed(world.host, "role", start(world), side="host")[0]
    with pytest.raises(Invalid):
        run(world.host, "role.assign", given, role["id"])


def test_a_cleared_role_is_open_again(world: World, campaign: Campaign) -> None:
    role = one(world.host, "role", campaign, side="host")
    run(world.host, "role.assign", {"personId": world.host.person.pk}, role["id"])
    run(world.host, "role.clear", {}, role["id"])
    assert one(world.host, "role", campaign, id=role["id"])["state"] == "open"


def test_a_rival_finds_no_role(world: World) -> None:
    role = one(world.host, "role", start(world))
    with pytest.raises(NotFound):
        run(world.rival, "role.assign", {"personId": world.rival.person.pk}, role["id"])
