"""The buttons of the launch."""

from twofold.campaigns.actions import ACTIONS, Action

ACTIONS.update(
    {
        "remove-item": Action("launch_item.delete", "Taken off the calendar.", undo="restore-item"),
        "restore-item": Action("launch_item.restore", "Back on the calendar."),
        "clear-blocker": Action("blocker.resolve", "Cleared.", undo="reopen-blocker"),
        "reopen-blocker": Action("blocker.reopen", "Open again."),
        "decide": Action("launch.decide", "Your decision is recorded.", ("decision", "overrideBecause")),
    }
)
