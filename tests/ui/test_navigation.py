"""What apps declare of navigation, places and tones: in one order, each thing once."""

import pytest

from twofold.ui import links, navigation, state_colors


def test_the_sidebar_and_the_tabs_have_one_order_whoever_declares_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "TABS", {})
    navigation.tab("Second", "campaign-tasks", of="campaign", order=20)
    navigation.tab("First", "campaign", of="campaign", order=10)
    assert [each.label for each in navigation.tabs_of("campaign")] == ["First", "Second"]
    with pytest.raises(ValueError, match="want the same place"):
        navigation.tab("Third", "campaign-roles", of="campaign", order=20)
    navigation.tab("Second", "campaign-tasks", of="campaign", order=20)


def test_what_every_app_declared_is_there() -> None:
    assert [each.label for _, each in sorted(navigation.NAVIGATION.items())] == [
        "Home", "Partners", "Campaigns", "Calendar", "Tasks", "Assets", "Leads", "Activity", "Company",
    ]  # fmt: skip
    assert [each.label for each in navigation.tabs_of("campaign")] == [
        "Overview", "Tasks", "Leads", "Rules", "Calendar", "Assets", "Brief", "Roles", "Check-ins", "Channels",
        "Decisions",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (("task", "c1", "t1"), "/tasks/t1"),
        (("raci_row", "c1", "r1"), "/campaigns/c1/roles#raci-r1"),
        (("raci_row", "c1"), "/campaigns/c1/roles"),
        (("lead", "c1", "l1"), "/leads/l1"),
        (("dot", "c1", "d1"), "/campaigns/c1#hill"),
        (("nothing known", "c1", "x"), ""),
    ],
)
def test_a_thing_is_linked_to_where_its_app_shows_it(given: tuple[str, ...], address: str) -> None:
    assert links.link_to(*given) == address


def test_what_is_missing_is_linked_to_where_it_is_done() -> None:
    assert links.link_to("asset", "c1", "a1", to_do=True) == "/assets/a1#reviewed"
    assert links.link_to("role", "c1", "r1", to_do=True) == "/roles/r1"
    assert links.link_to("accept_lead", "c1", side="host") == "/campaigns/c1/leads?hostState=routed&sort=due"


def test_a_kind_is_shown_in_one_place_and_a_word_has_one_tone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "PLACES", dict(links.PLACES))
    monkeypatch.setattr(state_colors, "TONES", dict(state_colors.TONES))
    with pytest.raises(ValueError, match="two places"):
        links.shown_at("task", "campaign")
    state_colors.tones(good="accepted")
    with pytest.raises(ValueError, match="two tones"):
        state_colors.tones(bad="accepted")
