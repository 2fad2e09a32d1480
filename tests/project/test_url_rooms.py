"""The URL table by the words of its addresses leads where the table as it is written leads."""

import re

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from tests.url_table import addresses
from twofold.project.urls import table, urlpatterns

NUMBER, PLACE = re.compile(r"<int:\w+>"), re.compile(r"<\w+:\w+>")


def test_each_address_leads_where_it_leads_in_the_table_as_it_is_written() -> None:
    plain = URLResolver(RegexPattern(r"^/"), table)
    known = [each for each in addresses(table, "/") if "(" not in each and "^" not in each]
    numbered = [NUMBER.sub("7", each) for each in known]
    asked = {PLACE.sub(word, each) for each in numbered for word in ("an-id", "new", "count", "import")}
    for address in (*asked, "/api/v1/nothing", "/api/v1", "/api/v1/leads/an-id/nothing"):
        found, wanted = get_resolver().resolve(address), plain.resolve(address)
        assert (found.func, found.kwargs, found.view_name) == (wanted.func, wanted.kwargs, wanted.view_name), address
    assert len(known) > 500


def test_every_address_is_known_by_its_name_as_it_was() -> None:
    assert sorted(addresses(urlpatterns)) == sorted(addresses(table))


def test_an_address_is_compared_with_few_patterns() -> None:
    (rooms,) = urlpatterns
    most = max(len(room.url_patterns) for room in rooms._rooms.values())
    assert most < len(table) / 10
