"""The partner as an entity of the bucket (requirements S2.36), and our own fields after the founding document's."""

from twofold.core.entities import Entity, EntityField, entity
from twofold.rules.partnership_types import PARTNERSHIP_TYPES
from twofold.rules.pipeline import STATUS_MEANS

from .models import Partner

PARTNER = entity(
    Entity(
        name="Partner",
        noun="partner",
        path="partners",
        model=Partner,
        fields=(
            EntityField("company", required=True),
            EntityField("contactName", required=True),
            EntityField("contactEmail", required=True),
            EntityField("contactPhone"),
            EntityField("type", required=True, choices=PARTNERSHIP_TYPES),
            EntityField("status", default="prospect", choices=tuple(STATUS_MEANS)),
            EntityField("tier", default="standard"),
            EntityField("ownerUserId"),
            EntityField("agreementUrl"),
            EntityField("commissionRate"),
            EntityField("referralsMade", "number", default=0),
            EntityField("referralsReceived", "number", default=0),
            EntityField("revenueAttributed", "number", default=0),
            EntityField("sharedCustomers", "number", default=0),
            EntityField("integrationStatus"),
            EntityField("lastSync"),
            EntityField("nextReview"),
            EntityField("notes"),
            EntityField("weGet"),
            EntityField("theyGet"),
            EntityField("churnReason"),
            EntityField("audienceOverlap", "number", within=(1, 5)),
            EntityField("strategicValue", "number", within=(1, 5)),
            EntityField("executionEffort", "number", within=(1, 5)),
        ),
    )
)
