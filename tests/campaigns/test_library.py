"""The templates one can start from."""

import os
from pathlib import Path

import pytest

from tests.campaigns.started import start
from tests.campaigns.visiting import signed_in
from tests.worlds import World
from twofold.campaigns import library
from twofold.core.errors import Invalid, Refused
from twofold.core.operations.query import ask
from twofold.core.upkeep.doctor import run_checks

SHIPPED = library.folder() / "partner-co-marketing.yaml"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one's own, with one good template."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / SHIPPED.name).write_text(SHIPPED.read_text())
    monkeypatch.setenv("TWOFOLD_LIBRARY", str(tmp_path))
    return folder


@pytest.mark.django_db
def test_every_template_that_ships_can_start_a_campaign(world: World) -> None:
    for each in ask(world.host, "template.list")["items"]:
        assert start(world, template=each["key"], name=each["name"]).template == each["key"]


def test_a_changed_file_is_read_again(shelf: Path) -> None:
    path = shelf / SHIPPED.name
    assert library.template("partner-co-marketing").name == "Partner Co-Marketing"
    path.write_text(path.read_text().replace("name: Partner Co-Marketing", "name: Ours", 1))
    os.utime(path, ns=(1, 1))
    assert library.template("partner-co-marketing").name == "Ours"


def test_a_template_that_is_wrong_is_not_offered_and_says_where(shelf: Path) -> None:
    (shelf / "broken.yaml").write_text("schema: workspace-template/1\nkey: broken\ncolour: red\n")
    assert [each.key for each in library.templates()] == ["partner-co-marketing"]
    with pytest.raises(Invalid, match=r"broken\.yaml:"):
        library.template("broken")


BROKEN = "schema: workspace-template/1\nkey: broken\ncolour: red\n"


@pytest.mark.django_db
def test_why_a_template_is_left_out_is_told_to_admins_to_the_log_and_by_doctor(
    world: World, shelf: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (shelf / "broken.yaml").write_text(BROKEN)
    (shelf / "latin.yaml").write_bytes(b"key: caf\xe9\n")
    address = f"/partners/{world.partner_record.pk}/campaigns/new"
    shown = signed_in(world.host).get(address).content.decode()
    assert "broken.yaml, line 3, colour: &#x27;colour&#x27; is not a key of a template" in shown
    assert "latin.yaml, line 1: this file is not UTF-8" in shown
    assert "broken.yaml" not in signed_in(world.host_member).get(address).content.decode()
    with pytest.raises(Refused):
        ask(world.host_member, "template.problems")
    assert {each["file"] for each in ask(world.host, "template.problems")["items"]} == {"broken.yaml", "latin.yaml"}
    assert [each for each in caplog.messages if "broken.yaml:3: colour" in each]
    found = {each.name: each.wrong for each in run_checks(stopped=True)}["campaign templates"]
    assert any("broken.yaml:3: colour" in sentence for sentence in found)


@pytest.mark.django_db
def test_a_shelf_without_a_good_template_says_what_is_wrong_with_them(world: World, shelf: Path) -> None:
    (shelf / SHIPPED.name).write_text(BROKEN)
    shown = signed_in(world.host).get(f"/partners/{world.partner_record.pk}/campaigns/new").content.decode()
    assert "twofold doctor" in shown
    assert "line 3, colour" in shown


@pytest.mark.django_db
def test_the_check_ins_of_a_template_are_told_as_they_are(world: World, shelf: Path) -> None:
    path = shelf / SHIPPED.name
    path.write_text(path.read_text().replace("weekday: monday", "weekday: tuesday"))
    os.utime(path, ns=(2, 2))
    page = signed_in(world.host).get(f"/partners/{world.partner_record.pk}/campaigns/new").content.decode()
    shown = " ".join(page.split())
    assert "Tuesday (30 minutes), Thursday" in shown
    assert "Monday" not in shown.split("What you get")[1].split("When to use it")[0]


@pytest.mark.parametrize("key", ["", "..", "../partner-co-marketing", "partner-co-marketing.yaml", "/etc/passwd"])
def test_only_what_lies_on_the_shelf_is_read(shelf: Path, key: str) -> None:
    with pytest.raises(Invalid, match="There is no template"):
        library.template(key)
