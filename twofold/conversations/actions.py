"""The buttons of conversations."""

from twofold.campaigns.actions import ACTIONS, Action

ACTIONS["take-back"] = Action("message.delete", "Message deleted.", asks="Delete this message?")
