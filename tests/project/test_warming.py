"""What is read once is read before the first visitor comes."""

import gc

import pytest
from django.template import engines

from twofold.campaigns import library
from twofold.project import warmup


def test_once_warm_no_page_and_no_template_of_the_library_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    warmup.warm_up()
    gc.unfreeze()
    pages, tables = set(warmup.pages("templates")), set(warmup.pages("jinja2"))
    assert {"ui/base.html", "companies/account.html", "leads/rules.html"} <= pages
    loader = engines["django"].engine.template_loaders[0]  # type: ignore[attr-defined]
    assert pages == {each for each in pages if any(str(key).startswith(each) for key in loader.get_template_cache)}
    cache = engines["jinja2"].env.cache  # type: ignore[attr-defined]
    assert cache is not None
    assert {"web/rows.html"} <= tables == {name for _, name in cache.keys()}  # noqa: SIM118 - Jinja2's own cache
    monkeypatch.setattr(library, "parse_template", lambda *_: pytest.fail("parsed a second time"))
    assert len(library.templates()) >= 5
