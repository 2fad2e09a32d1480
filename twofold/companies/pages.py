"""The pages of a company: its colleagues, invitations, API tokens and e-mails, as lists within one page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse

from twofold.core.actor import Actor
from twofold.core.entities import Choice, Field
from twofold.ui.request import Request
from twofold.web.declaration import Frame, Pages, RowActions, Verb, pages
from twofold.web.form import writable

from .entities import DELIVERIES, INVITATIONS, PEOPLE, ROLES, TOKENS, places_for_guests

DAYS = Field("days", "integer", label="Days until it expires", default=90, least=1, most=3650, help="Empty: never.")


def around(request: Request, id: str, active: str) -> dict[str, Any]:
    """The company's name, and a tab for each list that whoever looks may see."""
    mine = [each for each in COMPANY_PAGES if request.actor.may(each.entity.needs)]
    tabs = [(each.title, reverse(each.name), each.name == active, None) for each in mine]
    company = request.actor.company
    return {"tabs": tabs, "way": [], "within": company.name if company else ""}


PENDING = {"state": {"open", "expired"}}
"""An invitation that can still be answered, or sent again."""


def button(name: str, label: str, says: str, **more: Any) -> Verb:
    """A button with its word at the end of a row."""
    return Verb(name, label, says, in_row=True, primary=True, **more)


IN_COMPANY = Frame("companies/frame.html", around)

PEOPLE_PAGES = pages(
    Pages(
        entity=PEOPLE,
        at="company",
        name="company",
        frame=IN_COMPANY,
        title="Colleagues",
        lead_in="The people of your company, and what they may do.",
        view="colleagues",
        add_label="Invite a colleague",
        add_url="company-invitations-new",
        keywords="people team members users admins settings",
        card=("email", "role"),
        row_actions=RowActions("companies/colleague.html", ("name", "role")),
        many_verbs=(
            Verb(
                "remove",
                "Remove",
                "",
                icon="trash",
                warns="They are signed out and their API tokens end immediately.",
            ),
        ),
    )
)
INVITATION_PAGES = pages(
    Pages(
        entity=INVITATIONS,
        at="company/invitations",
        name="company-invitations",
        frame=IN_COMPANY,
        title="Invitations",
        lead_in="An invitation is open for seven days, for one person. Partners are invited from their own page.",
        empty="Invite a colleague, or a guest who sees one campaign or partnership and nothing else.",
        view="pending-invitations",
        add_label="Invite a colleague",
        keywords="invites guests add user settings",
        card=("purpose", "state", "expiresAt"),
        verbs=(
            button("resend", "Send again", "The invitation to {title} is on its way again.", icon="send", when=PENDING),
            button("revoke", "Withdraw", "The invitation to {title} is withdrawn.", icon="ban", when=PENDING),
        ),
        own=frozenset({"company-invitations-new"}),
    )
)
TOKEN_PAGES = pages(
    Pages(
        entity=TOKENS,
        at="company/tokens",
        name="company-tokens",
        frame=IN_COMPANY,
        title="API tokens",
        lead_in="A token lets a program act for whoever made it. Tokens can never sign anything.",
        empty="Create one for each program that works with your data here.",
        view="active-tokens",
        add_label="New token",
        keywords="api keys access integrations settings add",
        card=("person", "state", "lastUsedAt"),
        verbs=(
            button(
                "revoke",
                "Revoke",
                "The token “{title}” is revoked.",
                icon="ban",
                when={"state": {"active"}},
                warns="Programs that use it stop at once.",
            ),
        ),
        own=frozenset({"company-tokens-new"}),
    )
)
DELIVERY_PAGES = pages(
    Pages(
        entity=DELIVERIES,
        at="company/e-mails",
        name="company-deliveries",
        frame=IN_COMPANY,
        title="E-mails",
        lead_in="What is sent for your company. An e-mail that arrived is listed for 30 days.",
        empty="Invitations and news of leads that go out by e-mail are listed here.",
        view="unsent-deliveries",
        keywords="mail outbox notifications settings",
        card=("state", "nextAt", "lastError"),
        verbs=(button("retry", "Try now", "Trying again now.", icon="refresh", when={"state": {"waiting", "failed"}}),),
    )
)
COMPANY_PAGES: Sequence[Pages] = (PEOPLE_PAGES, INVITATION_PAGES, TOKEN_PAGES, DELIVERY_PAGES)


def asked_of_invitation(actor: Actor) -> list[Field]:
    """What an invitation asks: guests are for a company that shares something with another one."""
    places = places_for_guests(actor)
    roles = [each for each in ROLES if places or each.value != "guest"]
    known: dict[str, Sequence[Choice]] = {"role": roles, "seatSpaceId": [Choice(*place) for place in places]}
    asked = [each for each in writable(INVITATIONS, new=True) if places or each.name != "seatSpaceId"]
    return [replace(each, choices=tuple(known[each.name])) if each.name in known else each for each in asked]


def asked_of_token() -> list[Field]:
    """What a new token asks."""
    return [*writable(TOKENS, new=True), DAYS]
