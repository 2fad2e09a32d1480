"""Run by the stream test as processes of their own: two companies and a rival on a file database, and a farewell.

`story.py begin` prints tokens and ids as JSON; `story.py end` lets the partner's other admin remove the first one.
"""

import json
import sys

from twofold.doors.cli.bootstrap import load_django

load_django()

from tests.doors.rest.calling import token_of
from tests.worlds import World
from twofold.core.actor import member
from twofold.core.models import Membership
from twofold.core.operations.runner import run


def begin() -> None:
    world = World.made()
    run(world.partner, "person.change_role", {"personId": world.partner_member.person.pk, "role": "admin"})
    tokens = {name: token_of(getattr(world, name)) for name in ("host", "partner", "rival")}
    print(json.dumps({**tokens, "host_space": world.partner_record.space_id}))


def end() -> None:
    nora = Membership.rows.get(person__name="Nora Member")
    pia = Membership.rows.get(person__name="Pia Partner")
    run(member(nora, "cli"), "person.remove", {"personId": pia.person_id})


{"begin": begin, "end": end}[sys.argv[1]]()
