"""The pages of partner records that follow from their declaration."""

from twofold.web.declaration import Pages, pages

from .entities import PARTNERS

PARTNER_PAGES = pages(
    Pages(
        entity=PARTNERS,
        title="Partners",
        lead_in="Your company's own view of who you work with. Partners never see this list.",
        empty="Add the first company you run campaigns with; then invite someone there, and the space you share is open.",
        view="all-partners",
        card=("status", "contactName", "nextReview"),
    )
)
