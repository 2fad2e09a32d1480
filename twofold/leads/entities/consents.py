"""What people said about being contacted: evidence, with whoever holds their card."""

from twofold.core.entities import Entity, choices, entity, shown
from twofold.leads.models import Consent

ANSWERS = choices({"yes": "Agreed", "no": "Refused"}, {"yes": "good", "no": "bad"})
CONSENTS = entity(
    Entity(
        model=Consent,
        needs="leads.people",
        title="recipient",
        icon="checklist",
        fields=(
            shown("leadId", to="lead", many="Consent", filter=True),
            shown("recipientId", filter=True, group=True, column="never"),
            shown("recipient", label="Consent for"),
            shown("side", filter=True, group=True, column="never"),
            shown("purpose", filter=True, group=True, column="hidden"),
            shown("answer", choices=ANSWERS, filter=True, group=True, sort=True),
            shown("wording", "text", column="shown"),
            shown("capturedAt", label="When", filter=True, sort=True),
            shown("source", label="Where they said it"),
            shown("campaignId", source="lead__campaign_id", to="campaign", filter=True, column="hidden"),
        ),
    )
)
