"""The lists and pages of campaigns and of what is inside them, drawn by the kit.

By hand are, because they are no list and no record: the start page, starting a campaign, and a campaign in one look
(`views/`). What the kit draws of them is said as panels: gates, hill chart, RACI matrix, answers to check-ins.
"""

from .campaigns import CAMPAIGN_PAGES
from .desk import BRIEF_PAGES, DOT_PAGES
from .schedule import CHECKIN_PAGES, MILESTONE_PAGES

__all__ = ["BRIEF_PAGES", "CAMPAIGN_PAGES", "CHECKIN_PAGES", "DOT_PAGES", "MILESTONE_PAGES"]
