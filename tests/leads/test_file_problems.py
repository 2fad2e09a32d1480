"""What is wrong with the rows of a file: all of it, on the page, for programs, and as a table to mend the file by."""

import csv
import io
import json

import pytest
from django.test import Client

from tests.campaigns.started import start
from tests.leads.shared import csv_of, file_of, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.models import LeadImport

pytestmark = [pytest.mark.django_db]
BROKEN = ",Ann,X,Atlantis,perhaps,yes,yes"
ALL_OF_IT = (
    "Row 2, line 3: “Atlantis” is no country we know: write its name in English, German or French, or its two-letter "
    "code. “perhaps” does not say whether the person attended: write yes or no. "
    "There is no e-mail: add it, or leave the row out."
)


def browser(actor: Actor) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(actor.person)  # type: ignore[arg-type]
    return client


def uploaded(world: World, campaign: Campaign, *rows: str) -> str:
    """The id of an import that waits to be looked at."""
    preview = run(world.host, "lead_import.upload", {"file": file_of(csv_of(*rows))}, on=campaign.pk).result
    found: str = preview["id"]
    return found


def table_of(client: Client, import_id: str) -> list[list[str]]:
    """The rows of the download."""
    answer = client.get(f"/lead-imports/{import_id}/problems.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


def test_all_that_is_wrong_with_a_row_is_told_everywhere(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    import_id = uploaded(world, campaign, "a@x.example,Ann,X,DE,true,yes,yes", BROKEN)
    assert ask(world.host, "lead_import.preview", {"id": import_id})["problems"] == [
        {"row": 2, "line": 3, "message": ALL_OF_IT}
    ]
    assert ALL_OF_IT in browser(world.host).get(f"/lead-imports/{import_id}").content.decode()
    assert table_of(browser(world.host), import_id) == [["row", "line", "what is wrong"], ["2", "3", ALL_OF_IT]]


def test_rows_are_told_also_where_no_rules_are_in_force(world: World) -> None:
    import_id = uploaded(world, start(world), "a@-x-.example,Ann,X,DE,true,yes,yes")
    assert ask(world.host, "lead_import.preview", {"id": import_id})["problems"] == [
        {"row": 1, "line": 2, "message": "Row 1, line 2: the e-mail is not an address like name@company.com."}
    ]


def test_a_page_with_thousands_of_problems_shows_a_hundred_and_offers_all(world: World) -> None:
    import_id = uploaded(world, signed(world), *[BROKEN] * 3000)
    preview = ask(world.host, "lead_import.preview", {"id": import_id})
    assert (preview["problemCount"], len(preview["problems"])) == (3000, 1000)
    assert len(json.dumps(preview)) < 500_000
    page = browser(world.host).get(f"/lead-imports/{import_id}").content.decode()
    assert page.count("There is no e-mail: add it") == 100
    assert "The first 100 of 3000 rows are shown." in page
    assert len(table_of(browser(world.host), import_id)) == 3001


def test_what_is_wrong_is_for_the_uploader_only_and_goes_with_the_file(world: World) -> None:
    import_id = uploaded(world, signed(world), BROKEN)
    url = f"/lead-imports/{import_id}/problems.csv"
    for stranger in (world.partner, world.rival):
        assert browser(stranger).get(url).status_code == 404
    run(world.host, "lead_import.cancel", {}, on=LeadImport.rows.visible_to(world.host).get(pk=import_id).pk)
    assert browser(world.host).get(url).status_code == 404


def test_the_choices_of_the_mapping_step_name_the_two_companies(world: World) -> None:
    import_id = uploaded(world, signed(world), BROKEN)
    page = browser(world.host).get(f"/lead-imports/{import_id}").content.decode()
    for side, actor in (("host", world.host), ("partner", world.partner)):
        assert actor.company is not None
        assert f'<option value="consent.{side}" selected>Consent for {actor.company.name}</option>' in page
