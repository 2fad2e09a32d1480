"""The buttons of conversations."""

from twofold.campaigns.acts import ACTS, Act

ACTS["take-back"] = Act("message.delete", "Taken back.")
