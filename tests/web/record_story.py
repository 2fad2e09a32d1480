"""Partners in several states, with campaigns, on a fresh database for the browser that looks at record and board."""

import json

from twofold.doors.cli.bootstrap import load_django

load_django()

from tests.worlds import World
from twofold.core.operations.runner import run

world = World.made()
host, record = world.host, world.partner_record.pk
run(
    host, "partner.update",
    {
        "contactPhone": "+49 30 901820", "ownerUserId": host.person.pk, "tier": "gold", "revenueAttributed": 48200,  # type: ignore[union-attr]
        "notes": "Met at the fair in Berlin.\nThey answer within a day.", "nextReview": "2027-02-01",
        "weGet": "Reach among analysts", "commissionRate": "10 %", "sharedCustomers": 4,
    },
    record,
)  # fmt: skip
run(host, "partner.move", {"status": "negotiating"}, record)
for number in range(7):
    given = {"name": f"Webinar {number + 1}", "partnerId": record, "type": "co_marketing", "budget": 1500.0 * number}
    run(host, "campaign.create", {**given, "startDate": f"2027-0{number + 1}-10", "channel": "webinar"})
NAMES = (
    "Elmfield",
    "Fernhill Data",
    "Granite Works",
    "Harbour Lane",
    "Inkwell",
    "Juniper & Sons International Holdings",
)
STEPS = ("negotiating", "onboarding", "active", "expanding")
for at, name in enumerate(NAMES):
    given = {"company": name, "contactName": "Eli Moor", "contactEmail": f"eli{at}@fern.example", "type": "referral"}
    facts = {
        "weGet": "Leads",
        "theyGet": "Leads",
        "agreementUrl": "https://files.example/a",
        "nextReview": "2027-03-01",
    }
    made = run(host, "partner.create", {**given, **facts, "revenueAttributed": 12000 * at}).result
    for status in STEPS[: at % 5]:
        run(host, "partner.move", {"status": status}, made.pk)
print(json.dumps({"record": record}))
