"""The buttons of assets."""

from twofold.campaigns.actions import ACTIONS, Action

ACTIONS["remove-asset"] = Action("asset.delete", "Taken off the list.", undo="restore-asset")
ACTIONS["restore-asset"] = Action("asset.restore", "Back on the list.")
