"""The buttons of the launch."""

from twofold.campaigns.actions import ACTIONS, Action

ACTIONS.update(
    {
        "remove-item": Action(
            "launch_item.delete",
            "Removed from the calendar.",
            undo="restore-item",
            asks="Remove this from the calendar?",
        ),
        "restore-item": Action("launch_item.restore", "Restored."),
        "clear-blocker": Action("blocker.resolve", "Blocker resolved.", undo="reopen-blocker"),
        "reopen-blocker": Action("blocker.reopen", "Reopened."),
        "decide": Action("launch.decide", "Your decision is recorded.", ("decision", "overrideBecause")),
    }
)
