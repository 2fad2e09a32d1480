"""An address that somebody forgot to give a policy stops the start."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from twofold.core.operations.query import QUERIES, query
from twofold.core.operations.registry import OPERATIONS, operation
from twofold.doors.policy import routes
from twofold.web.page import page


def forgotten(request: HttpRequest) -> HttpResponse:
    """A view without a policy."""
    return HttpResponse("open")


@page(needs="company.see")
def remembered(request: HttpRequest) -> HttpResponse:
    """A view with one."""
    return HttpResponse("closed")


urlpatterns = [path("forgotten", forgotten, name="forgotten"), path("remembered", remembered, name="remembered")]


@pytest.mark.urls(__name__)
def test_the_one_without_a_policy_is_named_and_the_other_is_not() -> None:
    told = [each.msg for each in run_checks() if each.id == "twofold.E001"]
    assert told == ["The address /forgotten has no policy."]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_migrating_and_so_starting_is_refused() -> None:
    with pytest.raises(SystemCheckError, match="/forgotten"):
        call_command("migrate", skip_checks=False, verbosity=0)


def test_an_operation_a_query_or_a_page_for_which_nobody_has_the_capability_cannot_be_registered() -> None:
    before = dict(OPERATIONS), dict(QUERIES)
    for register in (
        operation("gate.open", needs="gates.open", says="", fact="gate.opened"),
        query("gate.see", needs="gates.open"),
    ):
        with pytest.raises(ValueError, match=r"nobody has the capability gates\.open"):
            register(remembered)
    with pytest.raises(ValueError, match=r"nobody has the capability gates\.open"):
        page(needs="gates.open")
    assert before == (OPERATIONS, QUERIES)


def test_the_name_of_a_page_leads_to_one_address() -> None:
    addresses: dict[str, set[str]] = {}
    for each in (each for each in routes() if not each["path"].startswith("/api/")):
        addresses.setdefault(each["name"], set()).add(each["path"])
    assert not {name: found for name, found in addresses.items() if len(found) > 1}
