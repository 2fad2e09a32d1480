"""What one does in a campaign workspace, split by what someone does."""

from . import advance, answer_checkin, brief, crud, hill, milestones, raci, roles, start, tasks  # noqa: F401
