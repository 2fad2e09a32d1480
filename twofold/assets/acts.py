"""The buttons of assets."""

from twofold.campaigns.acts import ACTS, Act

ACTS["remove-asset"] = Act("asset.delete", "Taken off the list.", undo="restore-asset")
ACTS["restore-asset"] = Act("asset.restore", "Back on the list.")
