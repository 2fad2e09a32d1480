"""List pages as they are served: without script, and by the parts that a script asks for."""

import json
import re
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.campaigns.started import start
from tests.signing_in import by_password
from tests.worlds import World
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.partners.models import Partner

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def add(world: World, company: str, **more: object) -> Partner:
    about = {"contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"}
    made: Partner = run(world.host, "partner.create", {**about, "company": company, **more}).result
    return made


@pytest.fixture
def client(world: World) -> Client:
    for number in range(3):
        add(world, f"Elmfield {number}", revenueAttributed=1000.5 * number, nextReview=f"2027-0{number + 1}-01")
    return by_password(world.host)


def rows(text: str) -> list[str]:
    return re.findall(r'<tr data-id="[^"]+".*?<th[^>]*>(?:<a[^>]*>)?([^<]+)', text, re.DOTALL)


def test_a_list_is_sorted_narrowed_and_searched_by_its_address(client: Client) -> None:
    assert rows(client.get("/partners").text) == [
        "Brightleaf Analytics", "Carbonate Data", "Elmfield 0", "Elmfield 1", "Elmfield 2",
    ]  # fmt: skip
    assert rows(client.get("/partners?type=referral&sort=-revenueAttributed").text) == [
        "Elmfield 2", "Elmfield 1", "Elmfield 0",
    ]  # fmt: skip
    assert rows(client.get("/partners?companyContains=data").text) == ["Carbonate Data"]
    assert rows(client.get("/partners?q=field+1").text) == ["Elmfield 1"]
    assert rows(client.get("/partners?nextReviewFrom=2027-02-01&nextReviewTo=2027-03-01").text) == ["Elmfield 1"]


def test_a_filter_is_a_chip_that_says_what_it_does_and_can_be_removed(client: Client) -> None:
    text = client.get("/partners?type=referral&revenueAttributedFrom=100&nextReviewEmpty=false").text
    for words in ("Partnership type is Referral", "Revenue from 100", "Next review is filled in"):
        assert words in text
    assert 'href="?type=referral&amp;revenueAttributedFrom=100" ' not in text
    assert 'href="?type=referral&amp;revenueAttributedFrom=100"' in text


def test_a_time_in_a_filter_is_meant_in_the_zone_of_the_account_and_written_like_every_other(
    client: Client, world: World
) -> None:
    run(world.host, "person.update_self", {"timeZone": "Asia/Tokyo"})
    here = datetime.now(ZoneInfo("Asia/Tokyo")).replace(tzinfo=None)
    before, after = (f"{here + timedelta(minutes=by):%Y-%m-%dT%H:%M}" for by in (-5, 5))
    assert len(rows(client.get(f"/partners?createdAtFrom={before}").text)) == 5
    assert rows(client.get(f"/partners?createdAtFrom={after}").text) == []
    text = client.get("/partners?createdAtFrom=2027-02-01T09:30&nextReviewTo=2027-03-01").text
    assert '<time datetime="2027-02-01T00:30:00Z" data-local="exact">' in text
    assert re.search(r'Next review before <time datetime="2027-03-01">', text)


def test_a_filter_that_is_about_to_be_set_is_open_and_keeps_the_rest(client: Client) -> None:
    text = client.get("/partners?q=elm&edit=ownerUserId").text
    assert re.search(r"<details[^>]* open>\s*<summary[^>]*>Owner</summary>", text)
    assert re.search(r'name="ownerUserId"\s+value="me"', text)
    assert '<input type="hidden" name="q" value="elm">' in text


@pytest.mark.parametrize(
    ("query", "sentence", "still"),
    [
        ("colour=red", "This list can't be filtered by “colour”. Possible:", ""),
        ("status=dormant", "“dormant” is no value of “Status”", ""),
        ("sort=notes", "This list can't be sorted by “notes”. Possible: Company", ""),
        ("group=company", "This list can't be grouped by “company”. Possible:", ""),
        (
            "createdAtFrom=soon&type=referral",
            "“soon” doesn't fit “Added”, so the list isn't filtered by it.",
            "referral",
        ),
        ("revenueAttributedFrom=much", "“much” doesn't fit “Revenue", ""),
        ("revenueAttributed=much", "“much” doesn't fit “Revenue", ""),
        ("nextReviewWithin=ages&createdAtTo=late", "“ages” doesn't fit “Next review”", ""),
        ("q=" + "x" * 300, "doesn't fit “Search”", ""),
        ("view=of-somebody-else", "This view is gone", ""),
        ("cursor=bm9uZQ", "it begins anew", ""),
        ("sort=notes&layout=board", "This list can't be sorted by “notes”", ""),
    ],
)
def test_what_an_address_says_wrongly_is_left_out_of_the_list_and_said(
    client: Client, query: str, sentence: str, still: str
) -> None:
    answer = client.get(f"/partners?{query}")
    assert answer.status_code == 200
    notes = [unescape(each) for each in re.findall(r'<p class="list-note"[^>]*>(.+?)</p>', answer.text, re.DOTALL)]
    assert any(sentence in each for each in notes), notes
    if "layout" not in query:
        assert len(rows(answer.text)) == (3 if still else 5)


def test_the_doors_of_programs_refuse_what_a_page_leaves_out(world: World) -> None:
    for query in ("colour=red", "status=dormant", "sort=notes", "createdAtFrom=soon"):
        answer = by_password(world.host).get(f"/api/v1/partners?{query}")
        assert (query, answer.status_code) == (query, 422)


def test_rows_that_follow_come_alone_and_lead_on(client: Client) -> None:
    first = client.get("/partners?limit=2").text
    more = re.search(r'hx-get="([^"]+)"\s+hx-trigger="click, revealed"', first)
    assert more
    second = client.get("/partners" + more[1].replace("&amp;", "&")).text
    assert rows(second) == ["Elmfield 0", "Elmfield 1"]
    assert "<html" not in second
    plain = re.search(r'href="([^"]+)"\s+data-more', first)
    assert plain
    whole = client.get("/partners" + plain[1].replace("&amp;", "&")).text
    assert rows(whole) == ["Elmfield 0", "Elmfield 1"]
    assert "<html" in whole


def test_totals_are_those_of_all_that_match(client: Client) -> None:
    part = client.get("/partners/totals?type=referral&limit=2", headers=HTMX).text
    assert 'data-count="3"' in part
    assert "3 partners" in part
    assert "3,001.50" in part
    whole = client.get("/partners/totals?type=referral").text
    assert "3,001.50" in whole
    assert rows(whole) == ["Elmfield 0", "Elmfield 1", "Elmfield 2"]


def test_a_group_has_its_count_and_sums_and_can_be_folded(client: Client) -> None:
    text = client.get("/partners?group=type").text
    assert rows(text)[:2] == ["Brightleaf Analytics", "Carbonate Data"]
    assert re.findall(r'data-group="(\w+)"', text) == ["co_marketing", "referral"]
    assert "Revenue 3,001.50" in text
    folded = client.get("/partners?group=type&folded=co_marketing").text
    assert re.findall(r'data-group="(\w+)"', folded) == ["co_marketing", "referral"]
    assert rows(folded) == ["Elmfield 0", "Elmfield 1", "Elmfield 2"]
    nothing_open = client.get("/partners?group=type&folded=co_marketing,referral").text
    assert re.findall(r'data-group="(\w+)"', nothing_open) == ["co_marketing", "referral"]
    assert rows(nothing_open) == []


def test_headings_stand_once_however_many_pages_a_group_has(client: Client) -> None:
    found, address = [], "?group=type&limit=2"
    for _ in range(3):
        text = client.get(f"/partners{address}&part=rows").text
        found += re.findall(r'data-group="(\w+)"', text)
        more = re.search(r'href="([^"]+)"\s+data-more', text)
        address = more[1].replace("&amp;", "&") if more else ""
    assert found == ["co_marketing", "referral"]
    assert address == ""


def test_columns_are_chosen_ordered_and_moved(client: Client) -> None:
    address = "/partners?columns=company,nextReview,status&widths=status:narrow"
    text = client.get(address).text
    heads = re.findall(r'data-adds="[^"]*">\s*([A-Z][\w ]+?)\s*<', text)
    assert heads == ["Company", "Next review", "Status"]
    assert "col-narrow" in text
    moved = 'href="?columns=company,status,nextReview&amp;widths=status:narrow&amp;edit=columns"'
    assert moved not in text, "the menu is closed"
    assert moved in client.get(f"{address}&edit=columns").text
    alone = client.get(f"{address}&edit=columns&part=menu").text
    assert moved in alone
    assert "<h1" not in alone


def test_what_may_be_changed_in_place_says_its_raw_value_and_what_fits(client: Client) -> None:
    text = client.get("/partners").text
    assert 'data-field="company" data-value="&quot;Elmfield 0&quot;"' in text
    assert 'data-field="status"' not in text  # it moves by an operation of its own
    told = re.search(r'<script id="fields-partner" type="application/json">(.*?)</script>', text)
    assert told
    fields = json.loads(told[1])
    assert fields["type"]["choices"][2] == {"value": "referral", "label": "Referral"}
    assert fields["company"]["clearable"] is False
    assert fields["ownerUserId"]["to"] == {"path": "people", "title": "name", "more": [], "same": ""}


def test_one_row_comes_anew_even_when_it_no_longer_matches(client: Client, world: World) -> None:
    partner = add(world, "Fernhill")
    assert rows(client.get(f"/partners/{partner.pk}/row?status=active").text) == ["Fernhill"]
    assert client.get(f"/partners/{'x' * 21}/row").status_code == 404
    other = by_password(world.partner)
    assert other.get(f"/partners/{partner.pk}/row").content == other.get(f"/partners/{'x' * 21}/row").content


def test_deleted_items_are_listed_and_restored(client: Client, world: World) -> None:
    partner = add(world, "Gone & Co")
    run(world.host, "partner.delete", {}, partner.pk)
    assert "Gone" not in client.get("/partners").text
    text = client.get("/partners?deleted=true").text
    assert rows(text) == ["Gone &amp; Co"]
    assert "data-bulk-delete" not in text
    answer = client.post("/partners/bring-back", {"id": partner.pk, "back": "/partners?deleted=true"})
    assert answer["Location"] == "/partners?deleted=true"
    assert "Gone &amp; Co" in client.get("/partners").text


def test_an_empty_list_says_what_to_do_first_and_one_without_matches_how_to_see_all(world: World) -> None:
    fresh = by_password(world.stranger)
    text = fresh.get("/partners").text
    assert "No partner yet" in text
    assert 'href="/partners/new"' in text
    text = by_password(world.host).get("/partners?q=nobody").text
    assert "Nothing matches" in text
    assert "Show all" in text


def test_a_number_can_be_clicked_down_by_whoever_may_and_nobody_else(client: Client, world: World) -> None:
    mine = client.get("/partners").text
    others = by_password(world.partner).get("/partners").text
    assert "Elmfield 0" in mine
    assert "Elmfield 0" not in others


def test_campaigns_show_those_that_run_unless_asked_otherwise(world: World) -> None:
    start(world)
    client = by_password(world.host)
    text = client.get("/campaigns").text
    assert "Winter Webinar" in text
    assert "Status is Planning or Creating or Promoting" in text
    assert "Winter Webinar" not in client.get("/campaigns?status=completed").text
    assert "Winter Webinar" in client.get("/campaigns?status=all").text
    partner = ask(world.host, "campaign.list")["items"][0]["partnerId"]
    assert f'href="/partners/{partner}"' in text


def test_a_group_without_a_value_is_folded_like_any_other(client: Client, world: World) -> None:
    assert world.host.person
    for number in range(2):
        add(world, f"Owned {number}", ownerUserId=world.host.person.pk)
    hanna = world.host.person.pk
    groups = re.compile(r'data-group="([\w-]*)"')
    for sort, order in (("ownerUserId", ["", hanna]), ("-ownerUserId", [hanna, ""])):
        text = client.get(f"/partners?group=ownerUserId&sort={sort},company").text
        assert groups.findall(text) == order
        folds = re.search(r'data-group="">.*?href="([^"]+)"\s+aria-expanded="true"', text, re.DOTALL)
        assert folds
        assert "folded=_empty" in folds[1]
        assert "No owner" in text
        folded = client.get("/partners" + folds[1].replace("&amp;", "&")).text
        assert groups.findall(folded) == order
        assert rows(folded) == ["Owned 0", "Owned 1"]
        assert re.search(r'aria-expanded="false".*?<span class="count">5</span>', folded, re.DOTALL)
        other = client.get(f"/partners?group=ownerUserId&sort={sort},company&folded={hanna}").text
        assert rows(other)[:2] == ["Brightleaf Analytics", "Carbonate Data"]
        assert len(rows(other)) == 5
        assert groups.findall(other) == order


def test_the_rows_that_follow_know_the_folded_group(client: Client, world: World) -> None:
    add(world, "Linked", integrationStatus="live")
    text = client.get("/partners?group=integrationStatus&folded=_empty").text
    assert re.findall(r'data-group="([\w-]*)"', text) == ["", "live"]
    assert rows(text) == ["Linked"]
    text = client.get("/partners?group=integrationStatus&folded=live&limit=2").text
    assert re.findall(r'data-group="([\w-]*)"', text) == [""]
    assert len(rows(text)) == 2


def test_all_that_are_deleted_come_back_together(client: Client, world: World) -> None:
    run(world.host, "partner.delete_many", {"where": {"companyContains": "Elmfield"}})
    text = client.get("/partners?deleted=true").text
    assert 'data-verb-name="restore"' in text
    assert 'data-verb-name="restore"' not in client.get("/partners").text
    [where] = re.findall(r'id="list-where"[^>]*>([^<]+)<', text)
    answer = client.post("/partners/many", {"verb": "restore", "where": json.loads(where)}, "application/json").json()
    assert (answer["count"], answer["left"], answer["undo"]) == (3, {}, "")
    assert rows(client.get("/partners?deleted=true").text) == []
