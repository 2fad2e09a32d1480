"""Lead-share rules: proposed, tried, signed by both, and provable afterwards."""

import json

import pytest

from tests.campaigns.started import start
from tests.leads.shared import RULES, csv_of, file_of, library_rules, propose, sign
from tests.worlds import PASSWORD, World
from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.rules.lead_share import read_rules
from twofold.rules.receipts import check_receipt

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]
FILE = csv_of(
    "a@x.example,A,,DE,true,yes,yes", "b@x.example,B,,FR,true,yes,", "c@x.example,C,,US,true,yes,yes", "oops,,,,,,"
)


def test_wrong_rules_are_refused_with_the_place_of_everything_wrong(world: World, campaign: Campaign) -> None:
    wrong = {**RULES, "consent": {"purpose": "spam", "unnamedRecipient": "hold"}, "extra": 1}
    with pytest.raises(Invalid) as refused:
        run(world.host, "lead_share.propose", {"rules": wrong}, on=campaign.pk)
    assert {error["field"] for error in refused.value.errors} == {"$.consent.purpose", "$.extra"}


def test_the_rules_of_the_library_can_be_proposed_as_they_are(world: World, campaign: Campaign) -> None:
    for name in ("by-region", "enterprise-to-partner", "split-60-40", "whoever-brought-it"):
        version = propose(world, campaign, library_rules(name))
        assert version.hash == read_rules(library_rules(name)).hash
        explained = ask(world.partner, "lead_share.explained", {"id": version.pk})
        assert all(part["says"] for part in explained["words"])


def test_rules_are_in_force_only_when_both_have_signed_the_hash_they_saw(world: World, campaign: Campaign) -> None:
    version = propose(world, campaign)
    with pytest.raises(Conflict, match="not the text"):
        sign(world.host, version, hash="0" * 64)
    with pytest.raises(Invalid, match="not your password"):
        sign(world.host, version, password="wrong")
    sign(world.host, version)
    assert ask(world.partner, "lead_share.get", {"id": version.pk})["state"] == "half_signed"
    with pytest.raises(Conflict, match="already signed"):
        sign(world.host_member, version)
    sign(world.partner, version)
    found = ask(world.host, "lead_share.get", {"id": version.pk})
    assert found["state"] == "in_force"
    assert [one["side"] for one in found["signatures"]] == ["host", "partner"]
    assert found["document"] == RULES


def test_a_changed_rule_is_a_new_version_and_needs_both_again(world: World, campaign: Campaign) -> None:
    first = propose(world, campaign)
    sign(world.host, first)
    second = propose(world, campaign, {**RULES, "retention": {"days": 30}})
    with pytest.raises(Conflict, match="replaced"):
        sign(world.partner, first)
    sign(world.partner, second)
    assert ask(world.host, "lead_share.get", {"id": second.pk})["state"] == "half_signed"
    assert ask(world.host, "lead_share.get", {"id": first.pk})["state"] == "replaced"


def test_others_see_no_version_and_sign_none(world: World, campaign: Campaign) -> None:
    version = propose(world, campaign)
    for actor in (world.rival, world.stranger):
        with pytest.raises(NotFound):
            sign(actor, version)
        with pytest.raises(NotFound):
            ask(actor, "lead_share.get", {"id": version.pk})
        assert ask(actor, "lead_share.count", {}) == {"count": 0}


def test_a_dry_run_counts_and_its_hash_can_be_signed(world: World, campaign: Campaign) -> None:
    version = propose(world, campaign)
    here = run(world.host, "lead_share.dry_run", {"file": file_of(FILE)}, on=version.pk).result
    there = run(world.partner, "lead_share.dry_run", {"file": file_of(FILE)}, on=version.pk).result
    assert here["hash"] == there["hash"]
    assert here["report"]["status"] == {"bad_row": 1, "held": 1, "routed": 2}
    assert here["report"]["to"] == {"both": 1, "host": 1, "partner": 1}
    assert here["report"]["held"] == {"partner": 1}
    assert here["problems"][0]["row"] == 4
    with pytest.raises(Invalid, match="No dry run"):
        sign(world.host, version, dryRunHash="1" * 64)
    sign(world.host, version, dryRunHash=here["hash"])
    found = ask(world.partner, "lead_share.explained", {"id": version.pk})
    assert {one["company"] for one in found["dryRuns"]} == {"Northwind Cloud", "Brightleaf Analytics"}
    assert "x.example" not in json.dumps(found, default=str)
    with pytest.raises(NotFound):
        run(world.rival, "lead_share.dry_run", {"file": file_of(FILE)}, on=version.pk)


def test_the_difference_between_versions_names_the_rows_that_change(world: World, campaign: Campaign) -> None:
    first = propose(world, campaign)
    second = propose(world, campaign, library_rules("by-region"))
    found = run(world.host, "lead_share.diff", {"with": first.pk, "file": file_of(FILE)}, on=second.pk).result
    assert found["rows"] == 4
    assert {change["row"] for change in found["changes"]} == {1, 2, 3}
    assert found["changes"][1]["this"]["to"] == "host"
    assert found["changes"][1]["with"]["to"] == "both"


def test_receipts_verify_offline_and_any_changed_byte_is_found(world: World, campaign: Campaign) -> None:
    version = propose(world, campaign)
    sign(world.host, version)
    sign(world.partner, version)
    for actor in (world.host, world.partner):
        items = ask(actor, "lead_share.receipt", {"id": version.pk})["items"]
        assert [item["side"] for item in items] == ["host", "partner"]
        for item in items:
            data = item["text"].encode()
            key = ask(actor, "receipt.key")["publicKey"]
            assert check_receipt(data, public_key=key) == []
            assert check_receipt(data, public_key="0" * 64)
            for at in range(0, len(data), 37):
                changed = bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]])
                assert check_receipt(changed), at


def test_a_token_never_signs(world: World) -> None:
    from dataclasses import replace

    version = propose(world, start(world))
    token = replace(world.host, scopes=frozenset({"read", "write"}), token_id="t")
    with pytest.raises(Refused):
        run(token, "lead_share.sign", {"hash": version.hash, "password": PASSWORD}, on=version.pk)
