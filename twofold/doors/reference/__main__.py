"""Write `docs/reference/` anew."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.project.settings")
django.setup()

from twofold.doors.reference.pages import write  # noqa: E402 - the registries are full only after the set-up

write()
