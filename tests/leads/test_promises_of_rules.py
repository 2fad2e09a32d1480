"""What is signed promises only what is done, and says what the two companies do themselves."""

import pytest

from tests.campaigns.visiting import signed_in
from tests.leads.shared import RULES, propose
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.rules.lead_share import read_rules
from twofold.rules.lead_share.rules_in_words import in_words


def test_what_is_signed_says_that_only_the_uploaded_file_is_removed() -> None:
    said = " ".join(sentence for part in in_words(read_rules(RULES)) for sentence in part["says"])
    assert "365 days after an import Twofold deletes the uploaded file" in said
    assert "each company must delete its own copies by then" in said
    assert "data is kept" not in said


@pytest.mark.django_db
def test_form_and_page_say_what_the_two_companies_settle_themselves(world: World, campaign: Campaign) -> None:
    version = propose(world, campaign)
    for address in (f"rules/{version.pk}", "rules/new", "rules"):
        page = " ".join(signed_in(world.host).get(f"/campaigns/{campaign.pk}/{address}").text.split())
        assert page.count("you settle it together") == 1
        assert "data is kept" not in page
    assert "Delete uploaded files after (days)" in signed_in(world.host).get(f"/campaigns/{campaign.pk}/rules/new").text
