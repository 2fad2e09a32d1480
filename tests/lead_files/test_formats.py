"""Each tool's file becomes the same kind of leads (data-shapes §1, §2, §9)."""

import pytest

from tests.lead_files.reading import opened, rows


@pytest.mark.parametrize(
    ("fixture", "kind"),
    [
        ("zoom", "zoom_attendees"),
        ("zoom_second_header", "zoom_attendees"),
        ("zoom_registrations", "zoom_registrations"),
        ("eventbrite", "eventbrite"),
        ("eventbrite_orders", "eventbrite_orders"),
        ("hubspot", "hubspot_contacts"),
        ("plain", "plain"),
        ("german_excel", "plain"),
    ],
)
def test_a_file_is_known_by_its_headers(fixture: str, kind: str) -> None:
    assert opened(fixture).format == kind


def test_zoom_people_who_came_back_are_one_lead_with_their_minutes_added_up() -> None:
    leads = rows("zoom", time_zone="Europe/Berlin")
    assert [lead.number for lead in leads] == [1, 2, 3, 4, 5, 6]
    fourth = leads[3]
    assert (fourth.cells["minutes"], fourth.cells["attended"], fourth.line) == ("40", "true", 16)
    assert fourth.cells["registered_at"] == "2026-03-15T10:23:29Z"
    assert fourth.person["firstName"] == "Lucía"


def test_zoom_no_shows_have_no_minutes_and_did_not_attend() -> None:
    third = rows("zoom")[2]
    assert third.cells["attended"] == "false"
    assert "minutes" not in third.cells


def test_zoom_hosts_panelists_and_phone_callers_are_no_leads() -> None:
    assert [lead.cells.get("email") for lead in rows("zoom_second_header")] == [
        "ada.abt@north.example.com",
        None,
    ]
    assert not any(
        "host.example.com" in lead.cells["email"] or "partner" in lead.cells["email"] for lead in rows("zoom")
    )


def test_zoom_without_registration_has_one_name_column_and_keeps_rows_without_email_as_bad_rows() -> None:
    ada, nobody = rows("zoom_second_header")
    assert ada.cells == {
        "attended": "true",
        "email": "ada.abt@north.example.com",
        "minutes": "32",
        "country": "DE",
    }
    assert ada.person == {"name": "Ada Abt", "company": "north.example.com"}
    assert nobody.problem == "Line 12: there is no e-mail: add it, or leave the row out."


def test_zoom_report_tells_about_its_webinar() -> None:
    assert opened("zoom_second_header").meta == {
        "reportGenerated": "08/09/2026 02:31:08 PM",
        "topic": "Better together",
        "webinarId": "912 3456 7890",
        "startTime": "08/09/2026 10:58:00 AM",
        "durationMinutes": "62",
    }


def test_zoom_earliest_registration_and_any_attendance_win_whatever_the_order() -> None:
    head = "Attendee Details\nAttended,Email,Registration Time,Join Time,Leave Time,Time in Session (minutes)\n"
    (lead,) = rows(head + "No,A@b.example,03/11/2026 10:45:00 AM,--,--,--\nYes,a@b.example,03/09/2026 22:45,x,y,7.5\n")
    assert lead.cells == {
        "attended": "true",
        "email": "a@b.example",
        "registered_at": "2026-03-09T22:45:00Z",
        "minutes": "7.5",
    }


def test_zoom_nul_bytes_are_skipped() -> None:
    head = b"Attendee Details\nAttended,Email,Join Time,Leave Time\n"
    assert rows(head + b"Yes,a\0@b.example,x,y\n")[0].cells["email"] == "a@b.example"


def test_zoom_registrations_say_nothing_about_attendance() -> None:
    ada, ben = rows("zoom_registrations", time_zone="Europe/Berlin")
    assert ada.cells == {
        "email": "ada.abt@north.example.com",
        "registered_at": "2026-02-20T10:23:29Z",
        "answers.approval_status": "approved",
        "employees": "500",
    }
    assert ben.cells["registered_at"] == "2026-02-21T09:45:00Z"
    assert ben.cells["employees"] == "10001"
    assert "company" not in ben.person


def test_eventbrite_status_tells_attendance_and_attending_leaves_it_open() -> None:
    assert [lead.cells.get("attended") for lead in rows("eventbrite")][:4] == [None, "false", "false", "true"]
    first = rows("eventbrite")[0]
    assert (first.person["lastName"], first.cells["consent.host"]) == ("Jansen", "yes")
    assert "consent.host" not in rows("eventbrite")[1].cells


def test_eventbrite_orders_count_check_ins_and_a_refund_outweighs() -> None:
    assert [lead.cells["attended"] for lead in rows("eventbrite_orders")] == ["true", "false", "false"]


def test_hubspot_traffic_source_becomes_source_medium_and_campaign() -> None:
    lead = rows("hubspot")[0]
    assert [lead.cells[fact] for fact in ("source", "medium", "campaign")] == [
        "Paid Social",
        "LinkedIn",
        "spring-launch",
    ]
    assert lead.cells["answers.message"] == 'Asked for a "demo",\nsoon'
    assert lead.cells["id"] == "70001"
    assert rows("hubspot")[1].line == 4


def test_german_excel_with_semicolons_is_read_at_once() -> None:
    ada, ben = rows("german_excel", time_zone="Europe/Berlin")
    assert ada.cells == {
        "email": "ada@nord.example.de",
        "country": "DE",
        "employees": "1001",
        "attended": "true",
        "registered_at": "2026-03-15T10:23:00Z",
        "consent.partner": "yes",
    }
    assert (ben.cells["country"], ben.cells["employees"]) == ("AT", "201")


def test_french_tabs_are_read_at_once() -> None:
    (ada,) = rows("french")
    assert ada.cells == {
        "email": "ada@nord.example.fr",
        "country": "DE",
        "employees": "10001",
        "registered_at": "2026-03-15T00:00:00Z",
    }


def test_excel_separator_line_and_old_mac_line_ends_are_read() -> None:
    assert rows("sep=;\nemail;country\na@b.example;DEU\n")[0].line == 3
    assert [lead.cells["country"] for lead in rows(b"email,country\ra@b.example,DE\rc@d.example,at\r")] == [
        "DE",
        "AT",
    ]
