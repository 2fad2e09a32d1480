"""The buttons of the launch."""

from twofold.campaigns.actions import ACTIONS, Action

ACTIONS.update(
    {
        "clear-blocker": Action("blocker.resolve", "Blocker resolved.", undo="reopen-blocker"),
        "reopen-blocker": Action("blocker.reopen", "Reopened."),
    }
)
