"""The kinds of partnership and of campaign (S2.36, S2.37), and what people call them."""

from typing import Literal, get_args

PartnershipType = Literal["co_marketing", "integration", "referral", "customer_sharing", "channel", "ecosystem"]
PARTNERSHIP_TYPES: tuple[PartnershipType, ...] = get_args(PartnershipType)
NAMES: dict[str, str] = {
    "co_marketing": "Co-marketing",
    "integration": "Integration",
    "referral": "Referral",
    "customer_sharing": "Customer sharing",
    "channel": "Channel or reseller",
    "ecosystem": "Ecosystem or alliance",
}
