"""The templates one can start from."""

import os
from pathlib import Path

import pytest

from tests.campaigns.started import start
from tests.worlds import World
from twofold.campaigns import library
from twofold.core.errors import Invalid
from twofold.core.query import ask

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


@pytest.mark.parametrize("key", ["", "..", "../partner-co-marketing", "partner-co-marketing.yaml", "/etc/passwd"])
def test_only_what_lies_on_the_shelf_is_read(shelf: Path, key: str) -> None:
    with pytest.raises(Invalid, match="There is no template"):
        library.template(key)
