"""The settings of houses that tests begin: all as in production, but passwords are hashed in no time.

Production's own hash takes a third of a second of a processor, for each person who is made and each who signs in; the
journeys, which happen in a house that `twofold serve` serves, have that one.
"""

from twofold.project.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
