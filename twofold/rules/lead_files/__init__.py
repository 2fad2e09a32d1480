"""The files that marketing people really have, as leads ready for routing: a pure, streaming library.

`open_lead_file` recognises Zoom, Eventbrite and HubSpot exports and plain CSV by their headers; `LeadFile.rows()`
streams them; `FileRefused` says what is wrong with a file and where. Source: data-shapes §1, §2, §9; security rule 36.
"""

from twofold.rules.csv_files.limits import Limits
from twofold.rules.csv_files.refusal import FileRefused, MappingError, MappingInvalid
from twofold.rules.lead_files.consent import Recipients
from twofold.rules.lead_files.fields import FIELDS, Field
from twofold.rules.lead_files.lead_row import LeadRow
from twofold.rules.lead_files.open_file import LeadFile, open_lead_file

__all__ = [
    "FIELDS",
    "Field",
    "FileRefused",
    "LeadFile",
    "LeadRow",
    "Limits",
    "MappingError",
    "MappingInvalid",
    "Recipients",
    "open_lead_file",
]
