"""The parts of the story of a backup under load, each a process of its own: `work` and `look`."""

from __future__ import annotations

import json
import os
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TextIO

from twofold.doors.cli.bootstrap import load_django

load_django()

from django.conf import settings
from django.db import connection, connections

from tests.leads.shared import RULES, csv_of, file_of, signed
from tests.worlds import PASSWORD, World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor, member
from twofold.core.errors import Conflict
from twofold.core.models import Membership
from twofold.core.operations.runner import run
from twofold.core.upkeep.doctor import run_checks
from twofold.core.upkeep.dump import lines

FILE = csv_of("a@x.example,A,,DE,true,yes,yes", "b@x.example,B,,FR,true,yes,")


def work(threads: int, acknowledged: str, begins: str) -> None:
    """Write until there is a file that says stop; the id of each log entry goes to a file when its operation has been acknowledged.

    Who `begins` makes two companies first, and a campaign whose rules are signed.
    """
    if begins:
        signed(World.made())
    stop = Path(f"{acknowledged}.stop")
    with Path(acknowledged).open("a", buffering=1) as told, ThreadPoolExecutor(threads) as pool:
        all_at_work = [pool.submit(_write, n, stop, told) for n in range(threads)]
        print("ready", flush=True)
        print(sum(each.result() for each in all_at_work))


def _write(number: int, stop: Path, told: TextIO) -> int:
    """What people do: leads and what becomes of them, files that come and go, rules proposed and signed."""
    host, partner = (_admin(company) for company in ("Northwind Cloud", "Brightleaf Analytics"))
    campaign, done = Campaign.rows.visible_to(host).get(), 0

    def do(actor: Actor, name: str, given: Any, on: str) -> Any:
        nonlocal done
        outcome = run(actor, name, given, on=on)
        told.write(outcome.entry_id + "\n")
        done += 1
        return outcome.result

    while not stop.exists():
        person = {"email": f"p{done}of{number}in{os.getpid()}@x.example", "country": "DE", "lastName": "Ärbor"}
        said = [{"recipient": "partner", "answer": "yes", "wording": "Yes."}]
        lead = do(host, "lead.register", {**person, "consents": said}, campaign.pk)
        do(partner, "lead.accept", {"note": "ours"}, lead.pk)
        upload = do(host, "lead_import.upload", {"file": file_of(FILE)}, campaign.pk)
        try:
            version = do(
                host, "lead_share.propose", {"rules": {**RULES, "retention": {"days": 30 + done}}}, campaign.pk
            )
            for actor in (host, partner):
                do(actor, "lead_share.sign", {"hash": version.hash, "password": PASSWORD}, version.pk)
        except Conflict:
            pass  # another thread proposed meanwhile
        do(host, "lead_import.cancel", {}, upload["id"])
    connections.close_all()
    return done


def _admin(company: str) -> Actor:
    found = Membership.rows.select_related("person", "company").filter(company__name=company, role="admin")
    return member(found.get(), "api")


def look(*places: str) -> None:
    """Of each installation, given as its folder and its database's name: the canonical dump and what the doctor finds,
    as files beside the folder. Each in a process of its own that does not have to load the house again.
    """
    for data, name in zip(places[::2], places[1::2], strict=True):
        child = os.fork()
        if not child:
            try:
                _look(Path(data), name)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0


def _look(data: Path, name: str) -> None:
    """What the doctor finds, but that nobody has delivered meanwhile."""
    settings.DATA = data
    settings.STORAGES["default"]["OPTIONS"]["location"] = str(data / "files")
    connection.settings_dict["NAME"] = name
    data.with_suffix(".dump").write_bytes(b"".join(lines()))
    found = [each for each in run_checks(stopped=True) if each.name != "deliveries"]
    wrong = [f"{each.name}: {sentence}" for each in found for sentence in each.wrong]
    data.with_suffix(".wrong").write_text(json.dumps(wrong))


if __name__ == "__main__":
    if sys.argv[1] == "work":
        work(int(sys.argv[2]), *sys.argv[3:])
    else:
        look(*sys.argv[2:])
