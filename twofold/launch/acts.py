"""The buttons of the launch."""

from twofold.campaigns.acts import ACTS, Act

ACTS.update(
    {
        "remove-item": Act("launch_item.delete", "Taken off the calendar.", undo="restore-item"),
        "restore-item": Act("launch_item.restore", "Back on the calendar."),
        "clear-blocker": Act("blocker.resolve", "Cleared.", undo="reopen-blocker"),
        "reopen-blocker": Act("blocker.reopen", "Open again."),
        "decide": Act("launch.decide", "Your decision is recorded.", ("decision", "overrideBecause")),
    }
)
