"""What is read once is read before the first visitor comes."""

import gc

import pytest
from django.template import engines

from twofold.campaigns import library
from twofold.project import warming


def test_once_warm_no_page_and_no_template_of_the_library_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    warming.warm()
    gc.unfreeze()
    assert {"ui/base.html", "companies/account.html", "leads/lead.html"} <= set(warming.pages())
    loader = engines["django"].engine.template_loaders[0]  # type: ignore[attr-defined]
    kept = {each for each in warming.pages() if any(str(key).startswith(each) for key in loader.get_template_cache)}
    assert kept == set(warming.pages())
    monkeypatch.setattr(library, "parse_template", lambda *_: pytest.fail("parsed a second time"))
    assert len(library.templates()) >= 5
