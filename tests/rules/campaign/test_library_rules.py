"""The lead-share documents that ship as starting points are documents both sides could sign."""

from pathlib import Path

import pytest
import yaml

from twofold.rules.lead_share import read_rules

RULES = Path(__file__).parents[3] / "library" / "rules"
INDEX = yaml.safe_load((RULES / "index.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(RULES.glob("*.json")), ids=lambda path: path.stem)
def test_every_starting_point_is_a_valid_lead_share_document(path: Path) -> None:
    document = read_rules(path.read_bytes())
    assert len(document.hash) == 64


def test_the_index_lists_exactly_the_documents_there_are() -> None:
    assert sorted(entry["key"] for entry in INDEX) == sorted(path.stem for path in RULES.glob("*.json"))
    assert all(entry["name"] and entry["says"] for entry in INDEX)
    assert not [entry["key"] for entry in INDEX if "`" in entry["name"] + entry["says"]], "people read it as it stands"
