"""The parts of the story of an import that is killed: `begin ROWS`, `work`, `finish IMPORT`, `ask IMPORT`, each in a fork."""

import json
import os
import signal
import threading
import time
from collections import Counter

from twofold.doors.cli.bootstrap import load_django

load_django()

from tests.leads.forking import serve
from tests.leads.shared import csv_of, file_of, signed
from tests.worlds import World
from twofold.core.models import OplogEntry
from twofold.core.operations.runner import run
from twofold.leads.importing import worker
from twofold.leads.models import ContactCard, Disclosure, Lead, LeadImport, RoutingDecision, RoutingState

WHY = "the test counts every row"
CHUNK = 200


def begin(rows: int) -> None:
    """A campaign with rules in force and a committed import; one person in ten comes twice."""
    campaign = signed(World.made())
    countries = ("DE", "FR", "US", "AQ")
    people = rows - rows // 10
    text = csv_of(
        *(
            f"p{n % people}@d{n % 97}.example,P{n},,{countries[n % 4]},true,yes,{('yes', '')[n % 2]}"
            for n in range(rows)
        )
    )
    from twofold.campaigns.models import Campaign  # noqa: F401
    from twofold.core.actor import member
    from twofold.core.models import Membership

    host = member(
        Membership.rows.select_related("person", "company").get(company_id=campaign.author_id, role="admin"), "api"
    )
    preview = run(host, "lead_import.upload", {"file": file_of(text)}, on=campaign.pk).result
    run(host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    print(preview["id"])


def work() -> None:
    """The real worker, with small chunks."""
    from twofold.core.jobs.worker import work as until_stopped

    worker.CHUNK = CHUNK
    print("ready", flush=True)
    until_stopped()


def finish(import_id: str) -> None:
    """The real worker once more, until the import is done."""
    threading.Thread(target=_stop_when_done, args=(import_id,), daemon=True).start()
    work()


def _stop_when_done(import_id: str) -> None:
    while not LeadImport.rows.everywhere(because=WHY).filter(pk=import_id, state="done").exists():
        time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGTERM)


def ask(import_id: str) -> None:
    """How it stands, counted from the rows themselves."""
    row = LeadImport.rows.everywhere(because=WHY).get(pk=import_id)
    leads = list(
        Lead.rows.everywhere(because=WHY)
        .order_by("number")
        .values_list("number", "row", "status", "to", "counter", "route", "key_hash")
    )
    shared = [lead for lead in leads if lead[2] in ("routed", "held")]
    state = RoutingState.rows.everywhere(because=WHY).get()
    cards = ContactCard.rows.everywhere(because=WHY)
    chunks = OplogEntry.rows.everywhere(because=WHY).filter(operation="lead_import.chunk")
    print(
        json.dumps(
            {
                "state": row.state,
                "done": row.rows_done,
                "rows": [lead[1] for lead in leads] == list(range(1, len(leads) + 1)),
                "numbers": [lead[0] for lead in leads] == list(range(1, len(leads) + 1)),
                "leads": len(leads),
                "decisions": RoutingDecision.rows.everywhere(because=WHY).count(),
                "people": len({lead[6] for lead in shared}),
                "shared": len(shared),
                "splits": [lead[4] for lead in shared if lead[5] == "Rest"]
                == list(range(1, sum(lead[5] == "Rest" for lead in shared) + 1)),
                "last_number": state.last_number,
                "statuses": row.counts.get("status", {}) == dict(sorted(Counter(lead[2] for lead in leads).items())),
                "disclosures": Disclosure.rows.everywhere(because=WHY).count()
                == cards.filter(disclosed_at__isnull=False).count(),
                "chunks": chunks.count(),
            }
        )
    )


if __name__ == "__main__":
    serve({"begin": begin, "work": work, "finish": finish, "ask": ask})
