"""The tables of a campaign workspace; every row lives in the campaign's space."""

from .campaign import Campaign
from .desk import BriefSection, Connection, Pin
from .people import RaciRow, Role
from .rhythm import Checkin, CheckinAnswer, Milestone, MilestoneConfirmation
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
