"""The mails that say which leads have come and which may be contacted no more: numbers, never who the people are."""

from typing import Any

from twofold.core import permissions
from twofold.core.actor import member
from twofold.core.jobs.mail import link, send_mail
from twofold.core.jobs.outbox import Undeliverable, delivers
from twofold.core.models import Membership, OutboxMessage
from twofold.leads.models import Lead

from .follow_up.mail_links import link_token
from .follow_up.notifications import KIND, WITHDRAWN

LISTED = 20


@delivers(KIND, says="News of leads")
def send_leads(message: OutboxMessage) -> None:
    """One mail to one person about the leads that one import or registration brought to their side."""
    told = message.payload
    membership = _reader(told["membership"])
    side = told["side"]
    rows = Lead.rows.visible_to(member(membership, "mail")).filter(**{f"{side}_state": "routed"})
    rows = rows.filter(pk=told["lead"]) if "lead" in told else rows.filter(lead_import_id=told["import"])
    rows = rows.select_related("campaign").order_by("due", "number")
    count = rows.count()
    if not count:
        raise Undeliverable("These leads have already been answered.")
    first = list(rows[:LISTED])
    context: dict[str, Any] = {
        "person": membership.person,
        "campaign": first[0].campaign,
        "count": count,
        "leads": [
            {"number": lead.number, "route": lead.route, "due": lead.due, "first": lead.first == side,
             "url": link(f"/l/{link_token(lead.pk, membership)}")}
            for lead in first
        ],
        "more": count - len(first),
        "all_url": link(f"/campaigns/{told['campaign']}/leads?{side}State=routed{_of_the_import(told)}"),
    }  # fmt: skip
    person = membership.person
    send_mail(person.email, "leads/mail/leads_routed", context, key=message.key, zone=person.time_zone)


@delivers(WITHDRAWN, says="News of a consent withdrawn")
def send_withdrawn(message: OutboxMessage) -> None:
    """One mail to one person of the side that had the lead: not to contact whoever it is any more."""
    told = message.payload
    membership = _reader(told["membership"])
    rows = Lead.rows.visible_to(member(membership, "mail")).filter(pk=told["lead"]).select_related("campaign")
    lead = rows.first()
    if lead is None:
        raise Undeliverable("This person cannot see the lead any more.")
    context: dict[str, Any] = {
        "person": membership.person,
        "company": membership.company,
        "campaign": lead.campaign,
        "lead": lead,
        "kept": getattr(lead, f"{told['side']}_state") != "held",
        "url": link(f"/leads/{lead.pk}"),
    }
    send_mail(membership.person.email, "leads/mail/lead_withdrawn", context, key=message.key)


def _reader(membership_id: str) -> Membership:
    """Who the mail is for. Errors: Undeliverable when they do not work leads any more."""
    found = (
        Membership.rows.select_related("person", "company")
        .filter(pk=membership_id, ended_at__isnull=True, person__is_active=True)
        .first()
    )
    if found is None or not permissions.may("leads.work", found.role):
        raise Undeliverable("This person does not work leads any more.")
    return found


def _of_the_import(told: dict[str, Any]) -> str:
    """The filter that leaves the leads of the import the mail is about, if it is about one."""
    return f"&importId={told['import']}" if "import" in told else ""
