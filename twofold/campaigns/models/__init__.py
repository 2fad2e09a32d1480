"""The tables of a campaign workspace; every row lives in the campaign's space."""

from .brief import BriefSection, Connection, Pin
from .campaign import Campaign
from .people import RaciRow, Role
from .schedule import Checkin, CheckinAnswer, Milestone, MilestoneConfirmation
from .work import Dot, HillSnapshot, Task, TaskList

__all__ = [
    "BriefSection",
    "Campaign",
    "Checkin",
    "CheckinAnswer",
    "Connection",
    "Dot",
    "HillSnapshot",
    "Milestone",
    "MilestoneConfirmation",
    "Pin",
    "RaciRow",
    "Role",
    "Task",
    "TaskList",
]
