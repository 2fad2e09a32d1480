"""The buttons of assets."""

from twofold.campaigns.actions import ACTIONS, Action

ACTIONS["remove-asset"] = Action("asset.delete", "Removed.", undo="restore-asset", asks="Remove this asset?")
ACTIONS["restore-asset"] = Action("asset.restore", "Restored.")
