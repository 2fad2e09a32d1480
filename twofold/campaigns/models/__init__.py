"""The tables of a campaign workspace; every row lives in the campaign's space."""

from .brief import BriefSection, Connection, Pin
from .campaign import Campaign, CampaignRow, OrderedRow
from .people import RaciRow, Role
from .schedule import Checkin, CheckinAnswer, Milestone, MilestoneConfirmation
from .work import Dot, HillSnapshot, Task, TaskList

__all__ = [
    "BriefSection",
    "Campaign",
    "CampaignRow",
    "Checkin",
    "CheckinAnswer",
    "Connection",
    "Dot",
    "HillSnapshot",
    "Milestone",
    "MilestoneConfirmation",
    "OrderedRow",
    "Pin",
    "RaciRow",
    "Role",
    "Task",
    "TaskList",
]
