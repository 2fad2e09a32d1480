"""What a list is narrowed to, and where a page of it ended, whatever somebody writes there."""

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.campaigns.visiting import signed_in
from tests.doors.rest.calling import Api, token_of
from tests.worlds import World
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.web.page import page

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEW = {"contactName": "Fay Fern", "contactEmail": "fay@fernhill.example", "type": "referral"}
DEEP = base64.urlsafe_b64encode(b"[" * 2000 + b"]" * 2000).decode()


def _cursor(*said: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


def _names(world: World, **given: Any) -> list[str]:
    return [each["company"] for each in ask(world.host, "partner.list", {"sort": "company", **given})["items"]]


@pytest.fixture
def companies(world: World) -> World:
    for name in ("Acme, Inc.", "Acme", "red,green"):
        run(world.host, "partner.create", {**NEW, "company": name})
    return world


def test_a_text_with_a_comma_is_one_value(companies: World) -> None:
    assert _names(companies, company="Acme, Inc.") == ["Acme, Inc."]
    assert _names(companies, company="red,green") == ["red,green"]
    assert ask(companies.host, "partner.count", {"company": "Acme, Inc."}) == {"count": 1}


def test_keys_and_ids_may_be_told_with_commas(companies: World) -> None:
    ids = [each["id"] for each in ask(companies.host, "partner.list", {"type": "referral"})["items"]]
    assert len(_names(companies, id=",".join(ids))) == 3
    assert len(_names(companies, type="referral,co_marketing")) == 5
    assert _names(companies, status="active,churned") == []


def test_any_texts_may_be_told_one_by_one(companies: World) -> None:
    assert _names(companies, company=["Acme, Inc.", "red,green"]) == ["Acme, Inc.", "red,green"]
    api = Api(token_of(companies.host))
    found = api.get(f"/partners?sort=company&company={quote('Acme, Inc.')}&company=Acme").json()["items"]
    assert [each["company"] for each in found] == ["Acme", "Acme, Inc."]
    assert api.get("/partners?company=[x]").json()["items"] == []


@pytest.mark.parametrize(
    ("sort", "cursor"),
    [("company", DEEP), ("company", "A" * 5000), ("company", _cursor("company", "\ud800", "x")),
     ("company", _cursor("company", "\ud800", "V1StGXR8_Z5jdHi6B-myT")), ("company", _cursor("company", "a\0", "V1StGXR8_Z5jdHi6B-myT")),
     ("company", _cursor("company", 5, "V1StGXR8_Z5jdHi6B-myT")), ("company", _cursor("company", "a", "no id")),
     ("revenueAttributed", _cursor("revenueAttributed", 10**30, "V1StGXR8_Z5jdHi6B-myT")),
     ("revenueAttributed", _cursor("revenueAttributed", float("nan"), "V1StGXR8_Z5jdHi6B-myT")),
     ("createdAt", _cursor("createdAt", "9999-12-31T23:59:59-12:00", "V1StGXR8_Z5jdHi6B-myT")),
     ("createdAt", _cursor("createdAt", "soon", "V1StGXR8_Z5jdHi6B-myT")), ("createdAt", _cursor("createdAt", 10**30, "V1StGXR8_Z5jdHi6B-myT"))],
)  # fmt: skip
def test_a_cursor_that_we_never_gave_is_refused_in_a_sentence(world: World, sort: str, cursor: str) -> None:
    asked = f"?sort={sort}&cursor={cursor}"
    told = Api(token_of(world.host)).get(f"/partners{asked}")
    assert (told.status_code, told.json()["errors"][0]["field"]) == (422, "cursor")
    page = signed_in(world.host).get(f"/partners{asked}")
    assert page.status_code == 200
    assert "it begins anew" in page.content.decode()


def test_a_number_beyond_all_bounds_is_refused_on_a_page_as_on_the_api(world: World) -> None:
    @page(needs="partners.see")
    def counts(request: Any) -> Any:
        raise OverflowError

    request = signed_in(world.host).get("/partners").wsgi_request
    request.actor = world.host
    assert counts(request).status_code == 422
