"""API tokens. What is kept of one is shown but for its hash: its secret is known to whoever made it."""

from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from twofold.companies.models import Token
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import Choice, Entity, Field, View, choices, entity, shown
from twofold.core.permissions import scope_names


def with_what_they_still_open(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Tokens with their state: one ends with what its person was when it was made (security.md 7)."""
    return rows.annotate(
        state=Case(
            When(revoked_at__isnull=False, then=Value("revoked")),
            When(expires_at__lte=now(), then=Value("expired")),
            When(~Q(membership__epoch=F("epoch")) | Q(membership__ended_at__isnull=False), then=Value("ended")),
            default=Value("active"),
        )
    )


SCOPE_WORDS = {
    "All of it": {
        "read": ("See everything", "all that its person sees"),
        "write": ("Do everything", "all that its person may do, except signing and managing people"),
    },
    "Partners": {
        "partners.see": ("See partners", ""),
        "partners.work": ("Add and change partners", "and move them on"),
    },
    "Campaigns": {
        "campaigns.see": ("See campaigns", "with their tasks, assets, calendars and channels"),
        "campaigns.start": ("Start campaigns", ""),
        "campaigns.work": ("Work in campaigns", "tasks, assets, calendar items, blockers, messages and check-ins"),
        "campaigns.lead": ("Lead campaigns", "change briefs and roles, confirm milestones, record go or no-go"),
        "documents.propose": ("Propose lead-share rules", "and try them on a file"),
    },
    "Leads": {
        "leads.see": ("See leads", "with imports and pipeline lists"),
        "leads.people": ("See who has given consent", ""),
        "leads.work": ("Follow up leads", "accept, contact, qualify, convert and return them"),
        "leads.import": ("Import leads", "and pipeline lists"),
    },
    "Company": {
        "company.see": ("See companies and colleagues", "and search"),
        "activity.see": ("See the activity", ""),
        "invitations.accept": ("Accept invitations", ""),
        "views.see": ("See saved views", ""),
        "views.work": ("Save and change views", ""),
        "bucket.exchange": ("Bring in partners and campaigns", "from another Twofold"),
    },
}
"""What each scope allows, as people read it: under which heading, in a few words, and in some more."""

SCOPE_CHOICES = tuple(
    Choice(name, label, help=more, group=group)
    for group, scopes in SCOPE_WORDS.items()
    for name, (label, more) in scopes.items()
)
assert {each.value for each in SCOPE_CHOICES} == set(scope_names())
TOKENS = entity(
    Entity(
        model=Token,
        needs="tokens.manage",
        creates="tokens.manage",
        no_import="A token is shown once, to whoever makes it.",
        label="API token",
        page="company-tokens",
        page_of="",
        icon="key",
        base=with_what_they_still_open,
        fields=(
            Field("name", write="create", help="The program that uses it."),
            shown("person", source="membership__person__name", filter=True, sort=True),
            shown("hint", label="Ends in"),
            Field(
                "scopes", "array", label="What it may do", required=True, write="create", default=["read"],
                choices=SCOPE_CHOICES, column="shown",
            ),
            shown(
                "state", filter=True, sort=True,
                choices=choices(
                    {"active": "Active", "expired": "Expired", "ended": "Ended", "revoked": "Revoked"},
                    {"active": "good", "expired": "warn", "ended": "warn", "revoked": "bad"},
                ),
            ),
            shown("lastUsedAt", label="Last used", filter=True, sort=True),
            shown("expiresAt", label="Expires", filter=True, sort=True),
            shown("revokedAt", label="Revoked", filter=True, sort=True, column="hidden"),
        ),
        search=("name",),
        views=(
            View(
                "active-tokens", "Active tokens", filter={"state": "active"},
                empty="No program can act for your company at the moment.",
            ),
            View("unused-tokens", "Never used", filter={"state": "active", "lastUsedAtEmpty": "true"}),
            View("all-tokens", "All tokens"),
        ),
    )
)  # fmt: skip
