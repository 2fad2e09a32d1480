"""What the files of imports were called, for the company that uploaded them."""

from collections.abc import Iterable

from twofold.core.actor import Actor
from twofold.leads.models import LeadFile


def file_names(actor: Actor, imports: Iterable[str]) -> dict[str, str]:
    """Import id → name of its file; the file lies in the uploader's own space, so nobody else has a name here."""
    own = actor.company_space_id()
    if not own or not actor.may("leads.import"):
        return {}
    return dict(LeadFile.rows.within(own).filter(lead_import__in=list(imports)).values_list("lead_import_id", "name"))
