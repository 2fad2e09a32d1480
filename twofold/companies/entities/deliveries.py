"""Deliveries: the e-mails that go out for a company."""

from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When

from twofold.core.actor import Actor
from twofold.core.entities import STANDARD, Entity, View, choices, entity, shown
from twofold.core.jobs.outbox import DELIVERERS, kind_label
from twofold.core.models import OutboxMessage


def with_what_it_is(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Messages with what people call their kind, as who delivers it says, and when those that wait are tried next."""
    names = [When(kind=kind, then=Value(kind_label(kind))) for kind in DELIVERERS]
    return rows.annotate(
        what=Case(*names, default=F("kind"), output_field=CharField()),
        next_try=Case(When(state="waiting", then=F("next_at"))),
    )


DELIVERIES = entity(
    Entity(
        noun="delivery",
        path="deliveries",
        model=OutboxMessage,
        needs="company.manage",
        label="e-mail",
        page="company-deliveries",
        page_of="",
        icon="mail-forward",
        base=with_what_it_is,
        standard=(
            *STANDARD[:2],
            shown("createdAt", "datetime", label="Queued", filter=True, sort=True),
            *STANDARD[3:],
        ),
        fields=(
            shown("what", filter=True, group=True, sort=True),
            shown("kind", filter=True, group=True, sort=True, column="never"),
            shown(
                "state", filter=True, sort=True,
                choices=choices(
                    {"waiting": "Waiting", "failed": "Failed", "dropped": "Undeliverable", "sent": "Sent"},
                    {"waiting": "warn", "failed": "bad", "sent": "info"},
                ),
            ),
            shown("attempts", label="Tried", filter=True, sort=True),
            shown("nextAt", "datetime", label="Next attempt", source="next_try", filter=True, sort=True),
            shown("sentAt", label="Sent", filter=True, sort=True, column="hidden"),
            shown("lastError", label="What went wrong"),
        ),
        search=("what", "last_error"),
        views=(
            View(
                "unsent-deliveries", "Not sent", filter={"state": "waiting,failed"}, sort="nextAt",
                columns=("what", "createdAt", "state", "attempts", "nextAt", "lastError"),
                empty="All e-mails of your company have been sent.",
            ),
            View("all-deliveries", "All e-mails", columns=("what", "createdAt", "state", "sentAt", "attempts", "lastError")),
        ),
    )
)  # fmt: skip
