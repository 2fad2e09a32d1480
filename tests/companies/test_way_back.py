"""A form leads back to the page of ours that it stands on, and nowhere else."""

import pytest
from django.test import RequestFactory

from twofold.web.page import way_back


@pytest.mark.parametrize("back", ["/", "/leads/x?sort=number#top", "/campaigns/a%20b"])
def test_a_page_of_ours_is_a_way_back(back: str) -> None:
    assert way_back(RequestFactory().post("/x", {"back": back})) == back


@pytest.mark.parametrize(
    "back",
    ["", "leads", "//evil.example", "/\\evil.example", "https://evil.example/", "/\t/evil.example", "javascript:x"],
)
def test_any_other_place_is_none(back: str) -> None:
    assert way_back(RequestFactory().post("/x", {"back": back})) == ""
