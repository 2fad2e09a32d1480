"""The demo reads like weeks of work: every log and list in order, and its figures agree with what happened."""

from itertools import pairwise

import pytest

from demo import tell
from demo.acts import current, earlier, meeting
from demo.telling import in_order
from twofold.core.actor import Actor, member
from twofold.core.clock import now
from twofold.core.models import Membership
from twofold.core.operations.query import ask

pytestmark = pytest.mark.django_db


def test_the_steps_of_all_acts_are_told_by_their_moment() -> None:
    acts = [list(act.steps()) for act in (meeting, earlier, current)]
    told = in_order(acts)
    assert len(told) == sum(map(len, acts))
    assert all(one.at <= other.at for one, other in pairwise(told))
    assert max(step.at for step in acts[0]) > min(step.at for step in acts[1])


def test_the_story_is_in_order_and_its_figures_agree(capsys: pytest.CaptureFixture[str]) -> None:
    tell()
    assert "Halden Software" in capsys.readouterr().out
    maren, tomas = acting("maren"), acting("tomas")
    for actor in (maren, tomas):
        moments = [entry["at"] for entry in ask(actor, "activity.list", {"limit": 200})["items"]]
        assert len(moments) > 50
        assert moments == sorted(moments, reverse=True)
    partners = {each["company"]: each for each in ask(maren, "partner.list")["items"]}
    brightwater = partners["Brightwater Analytics"]
    won = sum(campaign["revenue"] for campaign in ask(maren, "campaign.list")["items"])
    assert brightwater["revenueAttributed"] == won == 41500
    reviews = [each["nextReview"] for each in partners.values() if each["nextReview"]]
    assert len(reviews) == 3
    assert min(reviews) > now().date().isoformat()


def test_each_list_stands_on_the_hill_where_its_own_work_is() -> None:
    places = {
        name: current.hill(None, {"name": name})["position"]
        for name in ("Kickoff & Alignment", "Asset Development", "Launch Sequencing", "Post-Launch Review")
    }
    assert list(places.values()) == [96, 44, 14, 3]


def acting(first_name: str) -> Actor:
    """Somebody of the demo, by the name before the @."""
    return member(Membership.rows.get(person__email__startswith=f"{first_name}@"), "demo")
