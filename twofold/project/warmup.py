"""What the first visitors would otherwise wait for, done once while the server is starting.

Together about half a second of work: addresses, the pages' templates, the library's templates, the time zones.
"""

import gc
from collections.abc import Iterator
from pathlib import Path

from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import reverse

import twofold
from twofold.campaigns.library import templates
from twofold.core.time_zones import zone_choices

OURS = Path(twofold.__file__).resolve().parent


def warm_up() -> None:
    """Read and keep what every process reads once. What is kept for good is no longer walked by the collector."""
    reverse("account")
    for folder, engine in (("templates", "django"), ("jinja2", "jinja2")):
        for name in pages(folder):
            get_template(name, using=engine)
    templates()
    zone_choices()
    gc.collect()
    gc.freeze()


def pages(kind: str) -> Iterator[str]:
    """The names of our own templates, in the folders `templates` or `jinja2`."""
    for folder in get_app_template_dirs(kind):
        if Path(folder).is_relative_to(OURS):
            yield from (path.relative_to(folder).as_posix() for path in Path(folder).rglob("*.html"))
